"""Edit the plan of a turn: shorter, longer, a place dropped or kept; both phones may, and neither is lost."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from backrub.application.home_ports import Nights
from backrub.application.run_session import ATTEMPTS
from backrub.domain.arrangement import Turn
from backrub.domain.back import Site
from backrub.domain.errors import BadInput, NotAllowed, SequenceConflict
from backrub.domain.night import Night, NightTurn, PlanEdits
from backrub.domain.plan_edits import lengthened

ALLOWED = "shorter, longer, drop:PLACE, keep:PLACE or undo:PLACE"
_STEPS = {"shorter": -1, "longer": 1}

TurnChange = Callable[[Night, NightTurn], NightTurn]
"""How a turn of a night as it stands is to change; raises what forbids it."""


def change_turn(nights: Nights, night_id: str, turn: Turn, how: TurnChange) -> Night:
    """Change a turn that has not begun and return the night; who else changed it meanwhile is not overruled.

    Raises: NotAllowed, if it has begun or is gone; SequenceConflict, if others kept changing the night first;
    whatever `how` raises.
    """
    for _ in range(ATTEMPTS - 1):
        with suppress(SequenceConflict):
            return _change_turn(nights, night_id, turn, how)
    return _change_turn(nights, night_id, turn, how)


def _change_turn(nights: Nights, night_id: str, turn: Turn, how: TurnChange) -> Night:
    night = nights.night(night_id)
    found = next((one for one in night.turns if one.turn == turn), None) if night else None
    if night is None or found is None or night.is_over or found.session_id is not None:
        raise NotAllowed("This evening has gone on; what it is now is shown under Tonight.")
    changed = how(night, found)
    return night if changed == found else nights.change_night(night.with_turn(changed))


def with_change(edits: PlanEdits, change: str, *, minutes: int, turns: int) -> PlanEdits:
    """Return the edits after one more change; `minutes` are those of the plan as it stands.

    Raises: BadInput, naming what is allowed.
    """
    if change in _STEPS:
        return replace(edits, minutes=lengthened(minutes, _STEPS[change], turns=turns))
    verb, _, name = change.partition(":")
    if verb not in {"drop", "keep", "undo"} or name not in set(Site):
        raise BadInput(f"The plan can be changed by {ALLOWED}.")
    site = Site(name)
    dropped, pinned = edits.dropped - {site}, edits.pinned - {site}
    if verb == "drop":
        return replace(edits, dropped=dropped | {site}, pinned=pinned)
    return replace(edits, dropped=dropped, pinned=pinned | {site} if verb == "keep" else pinned)
