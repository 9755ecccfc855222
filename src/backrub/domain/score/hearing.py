"""Choose how much is heard of what is said: a voice, chimes only, or silence between."""

from dataclasses import replace
from enum import StrEnum

from backrub.domain.score.breakpoints import Bell, Breakpoints
from backrub.domain.score.cues import PLACE, BellKind


class Hearing(StrEnum):
    """Name how words come: spoken, as a chime where one matters, or not at all."""

    VOICE = "voice"
    CHIMES = "chimes"
    SILENT = "silent"


def heard(points: Breakpoints, hearing: Hearing) -> Breakpoints:
    """Return the breakpoints as someone who chose so hears them.

    With chimes a soft bell stands for a question and for the next place; silent leaves the music alone.
    """
    if hearing is Hearing.VOICE:
        return points
    if hearing is Hearing.SILENT:
        return replace(points, bells=(), pulses=(), spoken=())
    words = [
        Bell(cue.at_s, BellKind.WORD, 0)
        for cue in points.spoken
        if cue.priority < PLACE or cue.key == "step.next"
    ]
    bells = tuple(sorted((*points.bells, *words), key=lambda bell: bell.at_s))
    return replace(points, bells=bells, spoken=())
