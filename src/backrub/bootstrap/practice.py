"""Wire what one person keeps between evenings: the lessons they tried, and what their words weigh."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from backrub.application.home_ports import Keepsake
from backrub.bootstrap.house import House
from backrub.documents.practice_json import read_practice, write_practice
from backrub.documents.scale_json import read_felt, write_felt
from backrub.domain.errors import BadInput
from backrub.domain.leaning import Felt
from backrub.domain.lessons import Practice, Tried
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Tool

PRACTICE, SCALE = "practice", "scale"

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Own(Generic[Kept]):
    """Hold what a person keeps, and in one sentence why an earlier text is not in it; "" when it is."""

    kept: Kept
    version: int
    trouble: str = ""


def practice_of(house: House, person_id: str) -> Own[Practice]:
    """Return what a person tried.

    Raises: StoreUnavailable.
    """
    return _own(house, person_id, PRACTICE, read_practice, {})


def felt_of(house: House, person_id: str) -> Own[Felt]:
    """Return what a person's words weigh.

    Raises: StoreUnavailable.
    """
    return _own(house, person_id, SCALE, read_felt, {})


def keep_tried(house: House, person_id: str, stroke: str, tried: Tried | None) -> None:
    """Keep how far a person tried a stroke; None is not yet.

    Raises: SequenceConflict, if their other phone was quicker; StoreUnavailable.
    """
    own = practice_of(house, person_id)
    others = {key: one for key, one in own.kept.items() if key != stroke}
    practice = {**others, stroke: tried} if tried else others
    house.keepsakes.keep(person_id, Keepsake(PRACTICE, write_practice(practice), own.version))


def keep_felt(house: House, person_id: str, tool: Tool, word: PressureWord, *, kg: float) -> None:
    """Keep what a word weighs to a person.

    Raises: SequenceConflict, if their other phone was quicker; StoreUnavailable.
    """
    own = felt_of(house, person_id)
    felt = {**own.kept, (tool, word): kg}
    house.keepsakes.keep(person_id, Keepsake(SCALE, write_felt(felt), own.version))


def forget_felt(house: House, person_id: str) -> None:
    """Forget what a person's words weigh.

    Raises: StoreUnavailable.
    """
    house.keepsakes.forget(person_id, SCALE)


def _own(house: House, person_id: str, name: str, read: Callable[[str], Kept], nothing: Kept) -> Own[Kept]:
    kept = house.keepsakes.keepsake(person_id, name)
    if kept is None:
        return Own(nothing, 0)
    try:
        return Own(read(kept.text), kept.version)
    except BadInput as damaged:
        return Own(nothing, kept.version, str(damaged))
