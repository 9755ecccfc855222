"""The score's nouns: what hands do, as an ear can follow it, and what is said or rung on the way.

Times inside a step count from its start, so that an extension is a shift. Positions `u` run along the spine,
0.0 at the rim of the hips and 1.0 at the crown.
"""

from dataclasses import dataclass
from enum import StrEnum

from backrub.domain.back import Side

VERSION = 1
"""Raised whenever the same score would sound or read differently."""


class Touch(StrEnum):
    """Name how hands move through a sweep: along the back, round one place, or not at all."""

    GLIDE = "glide"
    ROUND = "round"
    REST = "rest"


class CueKind(StrEnum):
    """Name how a cue is given: spoken, or as a bell."""

    SPEECH = "speech"
    BELL = "bell"


@dataclass(frozen=True, slots=True)
class Sweep:
    """Lead hands once from `from_u` to `to_u` on a side, at a Walton pressure; `round_s` is one round's seconds."""

    start_s: float
    duration_s: float
    from_u: float
    to_u: float
    side: Side
    pressure: float
    touch: Touch
    round_s: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreCue:
    """Say or ring something at a moment; the lowest `priority` goes first where two would meet, 0 is a stop."""

    start_s: float
    kind: CueKind
    key: str
    text: str
    priority: int


@dataclass(frozen=True, slots=True)
class ScoreStep:
    """Join what is heard in one step of the plan; `title` names it in a list of chapters."""

    id: str
    start_s: int
    duration_s: int
    title: str
    side: Side
    sweeps: tuple[Sweep, ...]
    cues: tuple[ScoreCue, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Hold a whole evening for the ear; steps touch end to start and add up to `seconds`."""

    version: int
    seed: int
    seconds: int
    steps: tuple[ScoreStep, ...]
