"""Say at the start how sound is to be taken, in the first quiet that is long enough."""

from dataclasses import replace

from backrub.domain.score.breakpoints import Breakpoints, SpokenCue
from backrub.domain.score.cues import HOW, seconds_of

KEY = "sound.opening"
LATEST_S = 60.0
"""After the first minute it is no longer a start."""


def opened(points: Breakpoints, text: str) -> Breakpoints:
    """Return the breakpoints with the opening words after the first line there is room for; else as they are."""
    ends = [cue.at_s + seconds_of(cue.text) for cue in points.spoken] or [0.0]
    begins = [*(cue.at_s for cue in points.spoken[1:]), points.at_s[-1]]
    for end_s, begin_s in zip(ends, begins, strict=True):
        if end_s <= LATEST_S and end_s + seconds_of(text) <= begin_s:
            said = (*points.spoken, SpokenCue(end_s, KEY, text, HOW))
            return replace(points, spoken=tuple(sorted(said, key=lambda cue: cue.at_s)))
    return points
