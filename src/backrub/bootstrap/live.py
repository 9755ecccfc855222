"""Wire what live sessions need of a house: who may follow one, what it tells, what it shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from backrub.application.ports import SessionRef
from backrub.application.quotas import check_new_live_session
from backrub.application.tell_live import Told, standing_of
from backrub.bootstrap.house import House
from backrub.bootstrap.step_pictures import Sitter, StepPictures
from backrub.content.languages import catalogue_in
from backrub.documents.guide_json import guide_plan
from backrub.documents.live_json import message_json, snapshot_json
from backrub.domain.catalogue import ENGLISH
from backrub.domain.check_in import Position
from backrub.domain.errors import StoreUnavailable
from backrub.domain.plan import Plan
from backrub.domain.planner.replan import replan
from backrub.domain.planner.words import Speaker
from backrub.realtime.conductor import Conductor, LiveSession


@dataclass(frozen=True, slots=True)
class Live:
    """Serve a house's live sessions; `written` keeps each session's plan as it was last written in a language."""

    house: House
    conductor: Conductor
    pictures: StepPictures
    written: dict[tuple[str, str], tuple[Plan, bytes]] = field(default_factory=dict)

    async def follow(self, session_id: str, person_id: str) -> LiveSession | None:
        """Return a session kept going, None if there is none of that id or it is not this person's.

        Raises: NotAllowed, if the home has as many under way as it may; StoreUnavailable.
        """
        live = self.conductor.known(session_id)
        ref = live.ref if live else await self.house.beside(partial(self._ref, session_id))
        if ref is None or person_id not in {ref.giver, ref.receiver}:
            return None
        if live:
            return live
        check_new_live_session(self.conductor.count_of(ref.home))
        return await self.conductor.attend(ref)

    def _ref(self, session_id: str) -> SessionRef | None:
        night = self.house.nights.night_of_session(session_id)
        if night is None:
            return None
        refs = self.house.log.sessions(home=night.home_id)
        return next((ref for ref in refs if ref.id == session_id), None)

    async def caught_up(self, live: LiveSession) -> bool:
        """Take in what there is; return whether the record still holds the session, or cannot be asked just now.

        Then the conductor waits for the record, and wakes all who follow once it is back.
        """
        try:
            return await self.conductor.catch_up(live)
        except StoreUnavailable:
            return True

    def snapshot(self, live: LiveSession, language: str = ENGLISH, *, has_plan: bool = False) -> bytes:
        """Return the whole state as it goes over the wire; without its plan if that is there already."""
        return snapshot_json(
            standing_of(live.session),
            teller=live.teller,
            now_ms=live.clock_ms(self.house.now_ms()),
            plan=None if has_plan else self.plan(live, language),
            catalogue=catalogue_in(language),
        )

    def message(self, live: LiveSession, told: Told, language: str = ENGLISH) -> bytes:
        """Return a telling as it goes over the wire."""
        plan = self.plan(live, language, told.plan) if told.plan else None
        return message_json(told, plan, catalogue_in(language))

    def plan(self, live: LiveSession, language: str = ENGLISH, plan: Plan | None = None) -> bytes:
        """Return a plan for the guide in a language, the present one unless it is named."""
        session = live.session
        plan = plan or session.plan
        key = (live.ref.id, language)
        known = self.written.get(key)
        if known and known[0] is plan:
            return known[1]
        pictures = self.pictures.of_plan(plan, self._sitter(live))
        speaker = Speaker(session.brief, catalogue_in(language), session.tuning)
        written = guide_plan(plan, speaker, lambda step: pictures[step.id])
        self._keep(key, plan, written)
        return written

    def back(self, live: LiveSession) -> str:
        """Return the address of the receiver's back, which every picture of a session lies on."""
        return self.pictures.back(self._sitter(live))

    def _keep(self, key: tuple[str, str], plan: Plan, written: bytes) -> None:
        self.written.pop(key, None)
        self.written[key] = (plan, written)
        if len(self.written) > MOST_WRITTEN:
            del self.written[next(iter(self.written))]

    def _sitter(self, live: LiveSession) -> Sitter:
        receiver = self.house.people.person(live.ref.receiver)
        # Lying on the side, arms lie forward as they do seated.
        is_seated = live.session.brief.frame.position is not Position.PRONE
        body, tone = (receiver.body, receiver.tone) if receiver else ("neutral", "light")
        return Sitter(body, tone, is_seated)


MOST_WRITTEN = 32
"""How many sessions' plans are kept as they were written."""


def open_live(house: House, address: Callable[[str], str]) -> Live:
    """Return what serves a house's live sessions; `address` gives the address of a static file."""
    conductor = Conductor(
        house.log,
        house.hub,
        house.beside,
        replanner=partial(replan, catalogue=house.catalogue),
        now_ms=house.now_ms,
    )
    return Live(house, conductor, StepPictures(address))
