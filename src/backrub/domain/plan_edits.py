"""Edit a plan before it begins: the brief as the two changed it together on the storyboard."""

from dataclasses import replace

from backrub.domain.back import Site, both_sides
from backrub.domain.brief import Brief, Reason
from backrub.domain.briefing import about_places, spot_sentence
from backrub.domain.catalogue import Catalogue
from backrub.domain.errors import BadInput
from backrub.domain.night import PlanEdits

LEAST_MIN = 5
MOST_MIN = 60
STEP_MIN = 5

_BY_PLACE = frozenset({"leave_out", "ticklish"})


def most_minutes(turns: int) -> int:
    """Return the most minutes one of the night's turns may take: an hour in all."""
    return MOST_MIN // turns


def edited(brief: Brief, edits: PlanEdits, catalogue: Catalogue) -> Brief:
    """Return the brief with the edits worked in; without edits, or where hands stay away, as it is.

    A dropped place is left out on both sides, exactly like one left out by wish. A kept place is given the
    time of an asked one, and nothing says that anyone asked. Where a place is both, it is dropped.
    Raises: BadInput, if no place would be left.
    """
    if not brief.outcome.has_plan:
        return brief
    timed = _timed(brief, edits.minutes)
    kept = frozenset(site for site in edits.pinned - edits.dropped if _is_open(brief, site))
    return replace(_without(timed, edits.dropped, catalogue), kept=kept)


def lengthened(minutes: int, step: int, *, turns: int) -> int:
    """Return the minutes after one tap on "longer" (step 1) or "shorter" (step -1), within what is allowed."""
    fives = (minutes + STEP_MIN) // STEP_MIN if step > 0 else -(-minutes // STEP_MIN) - 1
    return max(LEAST_MIN, min(most_minutes(turns), fives * STEP_MIN))


def _timed(brief: Brief, minutes: int | None) -> Brief:
    return brief if minutes is None else replace(brief, frame=replace(brief.frame, minutes=minutes))


def _is_open(brief: Brief, site: Site) -> bool:
    return not brief.leave_out.issuperset(both_sides(site))


def _without(brief: Brief, dropped: frozenset[Site], catalogue: Catalogue) -> Brief:
    new = frozenset(where for site in dropped for where in both_sides(site)) & brief.allowed
    if not new:
        return brief
    if new == brief.allowed:
        raise BadInput("One place stays, so that there is somewhere to rest a hand; keep any one you like.")
    leave_out = brief.leave_out | new
    gone = {spot_sentence(catalogue, spot) for spot in brief.spots if spot.where in new}
    changed = replace(
        brief,
        spots=tuple(spot for spot in brief.spots if spot.where not in new),
        leave_out=leave_out,
        ticklish=brief.ticklish - new,
        words=tuple(words for words in brief.words if words not in gone),
    )
    return replace(changed, reasons=_reasons(changed, catalogue))


def _reasons(brief: Brief, catalogue: Catalogue) -> tuple[Reason, ...]:
    """Return the reasons in the order briefing gives them, those about places made anew."""
    others = [reason for reason in brief.reasons if reason.code not in _BY_PLACE]
    left = about_places(catalogue, "leave_out", brief.leave_out)
    return (*left, *others, *about_places(catalogue, "ticklish", brief.ticklish))
