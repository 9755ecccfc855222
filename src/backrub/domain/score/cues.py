"""Choose what is said and rung when: few words, never two at once, and the next place before hands go there."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from backrub.domain.plan import Plan, Role, Step
from backrub.domain.planner.words import WORDS_PER_S, Speaker, count_words
from backrub.domain.score.score import CueKind, ScoreCue

SPEECH_MOST = 0.15
"""The share of an evening that speech may take (PRACTICE P15)."""

BREATH_S = 0.4
"""The quiet kept after a line."""

LATEST_S = 4.0
"""How much later than planned a line may come; after that it is left unsaid."""

BELL_AHEAD_S = 1.0
"""A bell rings this long before the change, so that the line said at the change does not cover it."""

END_AHEAD_S = 4.0
"""The end bell rings this long before the end, so that it can fade."""

ANNOUNCED_S = (8.0, 7.5, 8.5, 7.0, 9.0, 6.5, 9.5, 6.0, 10.0)
"""How long before a change of place the next place may be announced, the best first."""

_LATER_S = tuple(n / 2 for n in range(int(2 * LATEST_S) + 1))

STOP, QUESTION, PLACE, HOW, SIGN = range(5)
"""The priorities of lines; the lowest goes first where two would meet."""

_PRIORITIES = {
    "ask": QUESTION,
    "turn_head": QUESTION,
    "mechanics": HOW,
    "step.same": HOW,
    "listen.look": SIGN,
    "sign": SIGN,
}


class BellKind(StrEnum):
    """Name why a bell rings; `turn` is the softer one of another stroke at the same place."""

    PLACE = "place"
    TURN = "turn"
    END = "end"
    STOP = "stop"
    WORD = "word"


@dataclass(frozen=True, slots=True, order=True)
class Timed:
    """Time a cue within the evening."""

    at_s: float
    kind: CueKind
    key: str
    text: str
    priority: int

    @property
    def end_s(self) -> float:
        """Return when another line may begin."""
        return self.at_s + seconds_of(self.text)

    def cue_from(self, start_s: float) -> ScoreCue:
        """Return the cue as a step that begins at `start_s` holds it."""
        return ScoreCue(round(self.at_s - start_s, 3), self.kind, self.key, self.text, self.priority)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that would like to be said, at the first of its seconds that is free."""

    key: str
    text: str
    priority: int
    added: bool
    seconds: tuple[float, ...]

    def at(self, at_s: float) -> Timed:
        return Timed(at_s, CueKind.SPEECH, self.key, self.text, self.priority)


@lru_cache(maxsize=1024)
def seconds_of(text: str) -> float:
    """Return the seconds a line takes with the quiet after it."""
    return count_words(text) / WORDS_PER_S + BREATH_S


def priority_of(key: str) -> int:
    """Return how needed a phrase is, 0 the most."""
    return _PRIORITIES.get(key, _PRIORITIES.get(key.partition(".")[0], PLACE))


def cues_of(plan: Plan, speaker: Speaker) -> list[Timed]:
    """Return the lines and bells of an evening in order; lines never meet and keep within their share."""
    return sorted([*_spoken(plan, speaker), *_bells(plan.steps)])


def _spoken(plan: Plan, speaker: Speaker) -> list[Timed]:
    planned = list(_planned(plan.steps))
    announced = list(_announced(plan.steps, speaker, planned))
    words_left = SPEECH_MOST * plan.seconds * WORDS_PER_S
    said: list[Timed] = []
    for line in sorted([*planned, *announced], key=lambda x: (x.priority, x.added, x.seconds[0])):
        words = count_words(line.text)
        if line.priority > QUESTION and words > words_left:
            continue
        free = _first_free(line, said, plan.seconds)
        if free is not None:
            words_left -= words
            insort(said, free)
    return said


def _first_free(line: _Line, said: Sequence[Timed], seconds: int) -> Timed | None:
    fits = (line.at(at_s) for at_s in line.seconds if at_s + seconds_of(line.text) <= seconds)
    return next((timed for timed in fits if not meets(timed, said)), None)


def meets(timed: Timed, said: Sequence[Timed]) -> bool:
    """Return whether a line would be said while one of those in order is; only its neighbours can be."""
    after = bisect_left(said, timed)
    neighbours = said[max(0, after - 1) : after + 1]
    return any(other.at_s < timed.end_s and timed.at_s < other.end_s for other in neighbours)


def _planned(steps: Iterable[Step]) -> Iterator[_Line]:
    """Yield the plan's own lines."""
    for step in steps:
        for cue in step.cues:
            seconds = tuple(cue.at_s + later_s for later_s in _LATER_S)
            yield _Line(cue.key, cue.text, priority_of(cue.key), added=False, seconds=seconds)


def _announced(steps: Sequence[Step], speaker: Speaker, planned: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the next place before every change of place, where it fits away from what is planned."""
    lines = sorted(line.at(line.seconds[0]) for line in planned)
    for step, following in pairwise(steps):
        seconds = [at_s for ahead_s in ANNOUNCED_S if (at_s := following.start_s - ahead_s) >= step.start_s]
        if seconds and following.covers and _moves(step, following):
            text = speaker.catalogue.say("step.next", next=speaker.place(following))
            near = [each for each in lines if step.start_s <= each.at_s <= following.start_s]
            yield _announcement(text, seconds, near)


def _announcement(text: str, seconds: Sequence[float], near: Sequence[Timed]) -> _Line:
    """Return the line, to be said away from the plan's own lines if it can be."""
    line = _Line("step.next", text, PLACE, added=True, seconds=tuple(seconds))
    away_first = sorted(seconds, key=lambda at_s: meets(line.at(at_s), near))
    return replace(line, seconds=tuple(away_first))


def _bells(steps: Sequence[Step]) -> Iterator[Timed]:
    """Yield a bell at every change of place, a softer one within a place, and one at the end."""
    for before, step in zip((None, *steps), steps, strict=False):
        at_s = max(0.0, step.start_s - BELL_AHEAD_S)
        if before is None or _moves(before, step):
            yield _bell(at_s, BellKind.PLACE)
        elif before.stroke != step.stroke:
            yield _bell(at_s, BellKind.TURN)
    if steps:
        yield _bell(max(float(steps[-1].start_s), steps[-1].end_s - END_AHEAD_S), BellKind.END)


def _bell(at_s: float, kind: BellKind) -> Timed:
    return Timed(at_s, CueKind.BELL, f"bell.{kind.value}", "", PLACE)


def _moves(before: Step, step: Step) -> bool:
    """Return whether hands go to another place, or the receiver turns over."""
    return (before.site, before.side, before.role is Role.TURN) != (
        step.site,
        step.side,
        step.role is Role.TURN,
    )
