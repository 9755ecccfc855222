"""Choose when to ask "how's the pressure?": sparingly, where an answer is worth most."""

from collections.abc import Iterable, Sequence

from backrub.domain.back import Group, group_of
from backrub.domain.plan import Phase, Role, Step
from backrub.domain.pressure import DEEP_ABOVE

APART_S = 90
_ASKING_PHASES = {Phase.WORK, Phase.NECK_AND_SCALP}
_ASKING_ROLES = {Role.WORK, Role.FOCAL, Role.HOLD}


def asks_allowed(seconds: int, *, often: bool) -> int:
    """Return how many questions an evening may hold: one in five minutes when asked often, else in seven."""
    return max(2, seconds // 60 // (5 if often else 7))


def with_asks(steps: Sequence[Step], most: int, done: Iterable[Step] = ()) -> frozenset[str]:
    """Return the ids of the steps to ask in, at most `most`, at least 90 s apart unless pressure rose.

    `done` are earlier steps that were asked in. Shoulders and back each get one if they are worked: a first
    evening needs both.
    """
    asked = [step for step in done if step.ask]
    candidates = _candidates(steps)
    opening = [s for s in reversed(steps) if s.phase in {Phase.LISTEN, Phase.WARM_UP} and s.covers]
    chosen = list(_one_each(candidates, opening, asked))
    values = _values(steps)
    ranked = sorted(candidates, key=lambda s: (-values[s.id], s.start_s))
    for step in ranked:
        if len(chosen) >= most:
            break
        if step not in chosen and all(_apart(step, other) for other in (*chosen, *asked)):
            chosen.append(step)
    return frozenset(step.id for step in chosen[:most])


def _candidates(steps: Sequence[Step]) -> list[Step]:
    """Return the steps to ask in: where hands work, or rest if that is all a group gets; else the last hold."""
    touching = [s for s in steps if s.phase in _ASKING_PHASES and s.covers]
    working = [s for s in touching if s.role in _ASKING_ROLES]
    groups = {group_of(s.site) for s in working}
    resting = [s for s in touching if s.role is Role.REST and group_of(s.site) not in groups]
    return working + resting or [s for s in steps if s.role in _ASKING_ROLES][-1:]


def _one_each(candidates: Sequence[Step], opening: Sequence[Step], asked: Sequence[Step]) -> tuple[Step, ...]:
    """Return the first two steps, one in shoulders and one in back, that are far enough apart.

    Where hands leave the shoulders too soon for that, the question moves into the warm-up, or before it.
    """
    free = [s for s in candidates if all(_apart(s, other) for other in asked)]
    have = {group_of(step.site) for step in asked}
    shoulders = [s for s in free if group_of(s.site) is Group.SHOULDERS and Group.SHOULDERS not in have]
    backs = [s for s in free if group_of(s.site) is Group.BACK and Group.BACK not in have]
    earlier = [s for s in opening if shoulders and group_of(s.site) is Group.SHOULDERS]
    pairs = ((s, b) for s in [*_steadiest(shoulders), *earlier] for b in backs if _apart(s, b))
    return next(pairs, tuple((shoulders or backs)[:1]))


def _steadiest(steps: Sequence[Step]) -> list[Step]:
    """Return the steps with the firmest first among the early half; a question about nothing tells nothing."""
    return sorted(steps, key=lambda s: (-min(s.pressure, DEEP_ABOVE), s.start_s))


def _apart(one: Step, other: Step) -> bool:
    first, second = sorted((one, other), key=lambda s: s.start_s)
    return second.start_s - first.start_s >= APART_S or second.pressure > first.pressure


def _values(steps: Sequence[Step]) -> dict[str, float]:
    """Return how much an answer is worth: before deep work most, then at asked spots, then at new heights."""
    values = {}
    highest = 0.0
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        opens_deep = following is not None and following.pressure > DEEP_ABOVE >= step.pressure
        rose = step.pressure > highest
        values[step.id] = (
            3.0 * opens_deep + 2.0 * (step.role is Role.FOCAL) + 1.0 * rose + 0.1 * step.pressure
        )
        highest = max(highest, step.pressure)
    return values
