"""Safety: two people's answers in, one outcome with its limits out; the answers themselves go no further.

Runs before every plan and again on any red-flag answer. Where an answer leaves doubt, the graver reading
counts (FACTS: lay massage is where harm is reported, Ernst 2003).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from backrub.domain.back import SiteSide
from backrub.domain.brief import Outcome
from backrub.domain.catalogue import SafetyAction, SafetyRow, Who
from backrub.domain.check_in import (
    Evening,
    Experience,
    HealthAnswer,
    Position,
    State,
    Surface,
    TicklishHow,
    Tonight,
)
from backrub.domain.pressure import MOST, PressureWord
from backrub.domain.stroke import Tool

NOT_ASKED_CEILING = PressureWord.MEDIUM.level
_ALL = frozenset(SiteSide)


@dataclass(frozen=True, slots=True)
class Screening:
    """State what tonight can be and its limits.

    `ceiling` is a Walton level for the whole back, `spared` are tools left out for someone's sake, `tools`
    those that remain (a beginner's elbow does not), `oil` tells whether oil may be used at all.
    """

    outcome: Outcome
    urgent: bool
    health_asked: bool
    leave_out: frozenset[SiteSide]
    ceiling: float
    spared: frozenset[Tool]
    tools: frozenset[Tool]
    percussion: bool
    oil: bool
    position: Position


def screen(evening: Evening, rows: Mapping[str, SafetyRow]) -> Screening:
    """Return the gravest outcome and every limit that the two check-ins ask for.

    `limits` follows from what is limited, not from why: a place left out by wish reads like one left out for
    health (decision 7).
    Raises: KeyError, if a health key is not in `rows` (the reader of check-ins names it first).
    """
    answers = _answers(evening, rows)
    applied = [row for row, _, _ in answers]
    asked = evening.receiver.health_asked
    screening = Screening(
        outcome=Outcome.GO,
        urgent=any(row.urgent for row in applied),
        health_asked=asked,
        leave_out=_leave_out(evening, answers),
        ceiling=min([MOST if asked else NOT_ASKED_CEILING, *_ceilings(applied)]),
        spared=_spared(evening, applied),
        tools=_tools(evening, applied),
        percussion=not any(row.forbids_percussion for row in applied),
        oil=not any(row.forbids_oil for row in applied),
        position=_position(evening, applied),
    )
    return replace(screening, outcome=_gravest(evening, applied, screening))


def _answers(evening: Evening, rows: Mapping[str, SafetyRow]) -> list[tuple[SafetyRow, HealthAnswer, Who]]:
    """Return the answers that matter: the receiver's all, the giver's where they bear on hands or oil."""
    receiver = [(rows[a.key], a, Who.RECEIVER) for a in evening.receiver.health or ()]
    giver = [(rows[a.key], a, Who.GIVER) for a in evening.giver.health or ()]
    return receiver + [(row, a, who) for row, a, who in giver if _bears_on_giver(row)]


def _bears_on_giver(row: SafetyRow) -> bool:
    grave = row.action in {SafetyAction.SEEK_CARE, SafetyAction.ABSOLUTE}
    return grave or row.forbids_oil or row.who is not Who.RECEIVER


def _leave_out(
    evening: Evening, answers: Iterable[tuple[SafetyRow, HealthAnswer, Who]]
) -> frozenset[SiteSide]:
    receiver = evening.receiver
    skipped = receiver.ticklish if receiver.ticklish_how is TicklishHow.SKIP else frozenset()
    # A local answer that does not say where leaves every place in doubt.
    local = [
        frozenset(answer.where) or _ALL
        for row, answer, who in answers
        if row.action is SafetyAction.LOCAL and who is Who.RECEIVER
    ]
    return frozenset().union(receiver.avoid, skipped, *local)


def _gravest(evening: Evening, rows: list[SafetyRow], screening: Screening) -> Outcome:
    actions = {row.action for row in rows}
    tonight = {evening.receiver.tonight, evening.giver.tonight}
    if SafetyAction.SEEK_CARE in actions:
        return Outcome.SEEK_CARE
    if SafetyAction.ABSOLUTE in actions or Tonight.NOT_TONIGHT in tonight:
        return Outcome.NOT_TONIGHT
    if SafetyAction.HOLD_ONLY in actions or _hold_by_wish(evening) or screening.leave_out == _ALL:
        return Outcome.HOLD_ONLY
    return Outcome.LIMITS if _is_limited(evening, screening) else Outcome.GO


def _is_limited(evening: Evening, screening: Screening) -> bool:
    """Return whether the giver has any limit to keep."""
    return (
        not screening.health_asked
        or bool(screening.leave_out or screening.spared)
        or screening.ceiling < MOST
        or not (screening.percussion and screening.oil)
        or screening.position is not evening.frame.position
    )


def _hold_by_wish(evening: Evening) -> bool:
    """Return whether quiet hands suit better: asked for, or someone arrives angry (PRACTICE P5)."""
    people = (evening.receiver, evening.giver)
    return any(p.tonight is Tonight.HOLD_ONLY or State.ANGRY in p.state for p in people)


def _ceilings(rows: Iterable[SafetyRow]) -> list[float]:
    return [row.ceiling for row in rows if row.ceiling is not None]


def _spared(evening: Evening, rows: Iterable[SafetyRow]) -> frozenset[Tool]:
    """Return the tools left out for someone's sake."""
    spared = frozenset[Tool]().union(*(row.forbids_tools for row in rows))
    return spared if evening.receiver.health_asked else spared | {Tool.THUMB, Tool.ELBOW}


def _tools(evening: Evening, rows: Iterable[SafetyRow]) -> frozenset[Tool]:
    beginner = evening.giver.experience is Experience.BEGINNER
    locked = frozenset({Tool.ELBOW}) if beginner else frozenset[Tool]()
    return frozenset(Tool) - _spared(evening, rows) - locked


def _position(evening: Evening, rows: Iterable[SafetyRow]) -> Position:
    """Return the asked position, or the first that nothing forbids."""
    forbidden = frozenset[Position]().union(*(row.forbids_positions for row in rows))
    choices = (evening.frame.position, Position.SIDE_LYING, Position.SEATED, Position.PRONE)
    return next((p for p in choices if p not in forbidden), Position.SEATED)


def surface_for(position: Position, surface: Surface) -> Surface:
    """Return the surface, or the usual one when the position cannot be taken there."""
    if position is Position.SEATED:
        return Surface.CHAIR if surface is Surface.TABLE else surface
    return Surface.BED if surface is Surface.CHAIR else surface
