"""Wire the small experiment of an evening: what is offered, who would rather not, and how it was."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from backrub.application.edit_plan import change_turn
from backrub.application.home_ports import Private, PrivateNote
from backrub.application.plan_tonight import Tonight
from backrub.bootstrap.house import House
from backrub.bootstrap.shelf import shelf_of, things_tonight
from backrub.content.shelf import load_shelf_rows
from backrub.documents.keepsake_json import UnreadableKeepsake
from backrub.documents.shelf_json import Tried, read_tried, write_tried
from backrub.domain.errors import NotAllowed
from backrub.domain.experiments import Offer, offer_tonight, offers_for, still_offered
from backrub.domain.night import Night, NightTurn
from backrub.domain.shelf import Again


@dataclass(frozen=True, slots=True)
class Remembered:
    """Hold how an experiment of a night was for one person."""

    night_id: str
    text: str
    again: Again


def offer_of(house: House, night: Night, tonight: Tonight) -> Offer | None:
    """Return what the turn under way is offered to try, None where nothing is: one a night, in its first turn.

    Whoever waves it off, and wherever it goes by itself, the answer is the same.
    Raises: BadInput, if answers are damaged; StoreUnavailable.
    """
    turn = night.now
    if turn is None or turn != night.turns[0] or not still_offered(len(turn.prepared), seed=night.seed):
        return None
    if any(_tried(house, night.id, person_id).waved for person_id in night.people):
        return None
    things = things_tonight(house, night, oil=tonight.brief.frame.oil)
    strokes = {step.stroke for step in tonight.plan.steps}
    offers = offers_for(load_shelf_rows().experiments, strokes=strokes, things=things)
    return offer_tonight(offers, tuple(_recent(house, night)), seed=night.seed)


def wave_away(house: House, night: Night, person_id: str) -> None:
    """Wave tonight's experiment away; only this person's own note tells of it.

    The night stays as it is, so that the other phone is not woken by it.
    Raises: SequenceConflict, if the night was erased; StoreUnavailable.
    """
    _keep(house, night.id, person_id, Tried(waved=True))


def begin_with(house: House, night: Night, tonight: Tonight) -> Night:
    """Return the night, its turn remembering what it is offered to try; one begun meanwhile is left as it is.

    Raises: SequenceConflict; StoreUnavailable.
    """
    offer, turn = offer_of(house, night, tonight), night.now
    if offer is None or turn is None:
        return night

    def remembering(_: Night, now: NightTurn) -> NightTurn:
        return replace(now, experiment=offer.key)

    with suppress(NotAllowed):
        return change_turn(house.nights, night.id, turn.turn, remembering)
    return night


def words_of(house: House, home_id: str, key: str) -> str | None:
    """Return what an experiment was, None once nobody knows: a thing may have left the shelf.

    Raises: StoreUnavailable.
    """
    offers = offers_for(
        (replace(one, strokes=()) for one in load_shelf_rows().experiments),
        strokes=(),
        things=shelf_of(house, home_id).value,
    )
    return next((one.text for one in offers if one.key == key), None)


def remember(house: House, night_id: str, person_id: str, *, text: str, again: Again) -> None:
    """Keep how an experiment was for a person; it is theirs alone and goes with the night.

    Raises: SequenceConflict, if the night was erased; StoreUnavailable.
    """
    _keep(house, night_id, person_id, Tried(text=text, again=again))


def remembered(house: House, person_id: str) -> list[Remembered]:
    """Return how every experiment was for a person, latest first; what is damaged is passed over.

    Raises: StoreUnavailable.
    """
    notes = house.nights.privates_of(person_id, Private.TRIED)[::-1]
    tried = ((note.night_id, _read(note)) for note in notes)
    return [Remembered(night_id, one.text, one.again) for night_id, one in tried if one.again]


def _recent(house: House, night: Night) -> Iterator[str]:
    for earlier in house.nights.nights(night.home_id):
        if earlier.id != night.id:
            yield from (turn.experiment for turn in earlier.turns if turn.experiment)


def _tried(house: House, night_id: str, person_id: str) -> Tried:
    note = house.nights.private(night_id, person_id, Private.TRIED)
    return _read(note) if note else Tried()


def _read(note: PrivateNote) -> Tried:
    try:
        return read_tried(note.answers)
    except UnreadableKeepsake:
        return Tried(waved=True)  # in doubt it was waved off


def _keep(house: House, night_id: str, person_id: str, tried: Tried) -> None:
    note = PrivateNote(night_id, person_id, Private.TRIED, write_tried(tried), done=True)
    house.nights.keep_private(note)
