"""The close: a quiet moment, a few private words from each, and thanks that say nothing else."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from litestar import Request, get, post

from backrub.application.close_turn import ending_of, keep_debrief, thank, worked
from backrub.application.erase import nights_of
from backrub.application.home_ports import Private, PrivateNote
from backrub.application.run_session import RunSession
from backrub.bootstrap.experiments import remember, words_of
from backrub.bootstrap.house import House
from backrub.documents.closing_answers import (
    FELT_GIVING,
    FELT_RECEIVING,
    LONGEST_KEEP,
    PUT_UP_WITH_GIVING,
    Asked,
    before_of,
    debrief_of,
    giver_closing_json,
    giver_closing_of,
)
from backrub.documents.shelf_form import AGAIN, again_from
from backrub.domain.errors import BadInput
from backrub.domain.night import Night, NightTurn
from backrub.domain.planner.replan import replan
from backrub.domain.session.state import Session
from backrub.web.here import GivenHere, GivenHouse, Here
from backrub.web.page import Answer, page, see


@dataclass(frozen=True, slots=True)
class Closing:
    """Join the turn that one person closes with where it stands."""

    night: Night
    turn: NightTurn
    session_id: str
    person_id: str
    is_early: bool

    @property
    def receives(self) -> bool:
        """Return whether it is the receiver who closes."""
        return self.turn.turn.receiver == self.person_id

    @property
    def is_done(self) -> bool:
        """Return whether this person closed the turn."""
        return self.person_id in self.turn.thanked

    @property
    def partner_is_done(self) -> bool:
        """Return whether the other closed the turn."""
        return bool(self.turn.thanked - {self.person_id})

    @property
    def more_follows(self) -> bool:
        """Return whether another turn of tonight comes after this one."""
        return self.night.turns[-1].turn != self.turn.turn


def closing_of(house: House, here: Here) -> Closing | None:
    """Return what this person closes now or has just closed, None if there is nothing.

    Raises: StoreUnavailable.
    """
    night = next(reversed(nights_of(house.nights, here.person)), None)
    turn = (night.now or night.turns[-1]) if night and night.turns else None
    if night is None or turn is None or turn.session_id is None:
        return None
    ending = ending_of(house.log, turn.session_id)
    if ending is None:
        return None
    closing = Closing(night, turn, turn.session_id, here.person.id, is_early=not ending.completed)
    return closing if closing.is_done or not night.is_over else None


@get("/tonight/close")
async def show_close(house: GivenHouse, here: GivenHere) -> Answer:
    """Show a quiet moment, and once this person said good night, the thanks."""
    closing = await to_thread(closing_of, house, here)
    if closing is None:
        return see("/tonight")
    template = "close/thanks.html" if closing.is_done else "close/quiet.html"
    return page(template, **_both(closing, here))


@get("/tonight/close/words")
async def show_words(house: GivenHouse, here: GivenHere) -> Answer:
    """Ask privately how it was; all of it may be passed over."""
    closing = await to_thread(closing_of, house, here)
    if closing is None or closing.is_done:
        return see("/tonight/close")
    return await to_thread(_words_page, house, here, closing)


@post("/tonight/close")
async def close(request: Request[Any, Any, Any], house: GivenHouse, here: GivenHere) -> Answer:
    """Keep what this person said, if anything, and say thanks for them."""
    form = await request.form()
    said = {key: value for key, value in form.multi_items() if isinstance(value, str)}
    several = [value for value in form.getall("put_up_with", []) if isinstance(value, str)]
    closing = await to_thread(closing_of, house, here)
    if closing is None:
        return see("/tonight")
    if not closing.is_done:
        try:
            await to_thread(_keep, house, closing, said, several)
        except BadInput as error:
            return await to_thread(_words_page, house, here, closing, said, several, str(error))
        house.hub.publish(f"night:{closing.night.id}")
    return see(_next(closing, here))


def _keep(house: House, closing: Closing, said: dict[str, str], several: Sequence[str]) -> None:
    again = again_from(said["tried"], what="Again") if said.get("tried") else None
    if closing.receives:
        run = _run(house, closing)
        asked = _asked(house, closing, run.session)
        debrief = debrief_of(said, asked, command_id=f"close-{closing.person_id}")
        keep_debrief(run, debrief, _session_ms(house, closing))
    else:
        answers = giver_closing_json(giver_closing_of(said, several))
        note = PrivateNote(closing.night.id, closing.person_id, Private.CLOSING, answers, done=True)
        house.nights.keep_private(note)
    if again and (text := _experiment(house, closing)):
        remember(house, closing.night.id, closing.person_id, text=text, again=again)
    thank(house.nights, closing.night.id, closing.session_id, closing.person_id)


def _words_page(
    house: House,
    here: Here,
    closing: Closing,
    said: dict[str, str] | None = None,
    several: Sequence[str] = (),
    trouble: str | None = None,
) -> Answer:
    known = {**_both(closing, here), "said": said or {}, "trouble": trouble, "longest": LONGEST_KEEP}
    known |= {"tried": _experiment(house, closing), "again": list(AGAIN.items())}
    status = 400 if trouble else 200
    if not closing.receives:
        rows = {"felt": _felt_rows(FELT_GIVING), "put_up_with": _rows(PUT_UP_WITH_GIVING), "several": several}
        return page("close/giver.html", status=status, **known, **rows)
    asked = _asked(house, closing, _run(house, closing).session)
    places = [(group.value, house.catalogue.say(f"place.{group.value}")) for group in asked.worked]
    spots = [(spot.where.value, house.catalogue.own_place_name(spot.where)) for spot in asked.spots]
    answers = {
        "felt": _felt_rows(FELT_RECEIVING),
        "spots": spots,
        "places": places,
        "strokes": list(asked.strokes.values()),
    }
    return page("close/receiver.html", status=status, **known, **answers)


def _experiment(house: House, closing: Closing) -> str | None:
    """Return what this turn began with as something to try, None for nothing."""
    return words_of(house, closing.night.home_id, closing.turn.experiment)


def _rows(answers: Mapping[str, str]) -> list[tuple[str, str, None]]:
    """Return answers as the rows of a page."""
    return [(key, word, None) for key, word in answers.items()]


def _felt_rows(answers: Mapping[str, str]) -> list[tuple[str, str, None]]:
    """Return the rows of how it felt, the first one said as a sentence."""
    (key, word, _), *others = _rows(answers)
    return [(key, f"{word}.", None), *others]


def _both(closing: Closing, here: Here) -> dict[str, Any]:
    """Return what every page of the close knows; nothing that either answered."""
    partner_id = closing.night.partner_of(here.person.id)
    return {
        "me": here.person.name,
        "partner": here.names.get(partner_id, "the other"),
        "partner_id": partner_id,
        "is_early": closing.is_early,
        "partner_is_done": closing.partner_is_done,
        "more_follows": closing.more_follows,
        "one_phone": here.sharer() is not None,
    }


def _next(closing: Closing, here: Here) -> str:
    sharer = here.sharer()
    if sharer is not None and not closing.partner_is_done:
        return f"/hand-over/{sharer.id}"
    return "/tonight/close"


def _run(house: House, closing: Closing) -> RunSession:
    return RunSession(house.log, closing.session_id, partial(replan, catalogue=house.catalogue))


def _session_ms(house: House, closing: Closing) -> int:
    """Return the time on the session's clock."""
    refs = house.log.sessions(home=closing.night.home_id)
    began_ms = next((ref.began_ms for ref in refs if ref.id == closing.session_id), 0)
    return max(0, house.now_ms() - began_ms)


def _asked(house: House, closing: Closing, session: Session | None) -> Asked:
    if session is None:
        return Asked((), {}, {}, {})
    here = worked(session)
    done = {step.stroke for step in session.plan.steps[: session.begun]}
    strokes = {key: row.name for key, row in house.catalogue.strokes.items() if key in done}
    note = house.nights.private(closing.night.id, closing.person_id, Private.CHECK_IN)
    before = before_of(note.answers if note else "")
    return Asked(session.brief.spots, before, here, strokes)


handlers = (show_close, show_words, close)
