"""A trial: the project's plan of an evening before the judge, and what many trials found."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.laws.breach import Breach
from tests.laws.judge import LAWS, judge
from tests.laws.rows import catalogue_rows
from tests.support import plan_document

NO_PLAN = 0
_NAMES = re.compile(
    r"\b(?:scalp|skull_base|neck|shoulder\w+|between_blades|mid_back|low_back|back|hip_rim)\b"
)
_SIDES = re.compile(r":?\b(?:left|right|both)\b")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def judged(evening: dict[str, Any], seed: int) -> list[Breach]:
    """Return the breaches of one evening's plan; whatever the planner raises counts as law 0."""
    try:
        plan = plan_document(evening, seed)
    except Exception as failure:  # noqa: BLE001 - the other trials go on, and this one is reported
        return [Breach(NO_PLAN, "", f"No plan: {type(failure).__name__}: {failure}")]
    return judge(plan, evening, catalogue_rows())


def report(found: Mapping[int, Sequence[Breach]], *, examples: int = 3) -> Iterator[str]:
    """Yield a line for every law with its count, then for every kind of breach its first evenings."""
    for law in (NO_PLAN, *LAWS):
        kinds: dict[str, list[tuple[int, Breach]]] = defaultdict(list)
        for seed, breaches in found.items():
            for breach in breaches:
                if breach.law == law:
                    kinds[_kind(breach)].append((seed, breach))
        broken = {seed for cases in kinds.values() for seed, _ in cases}
        yield f"law {law}: {sum(map(len, kinds.values()))} breaches in {len(broken)} evenings"
        for cases in kinds.values():
            yield from _kind_lines(cases, examples)


def _kind(breach: Breach) -> str:
    """Return the sentence without its names and numbers, so that like breaches are counted together."""
    return _NUMBERS.sub("N", _SIDES.sub("", _NAMES.sub("S", breach.sentence)))


def _kind_lines(cases: Sequence[tuple[int, Breach]], examples: int) -> Iterator[str]:
    first = dict(reversed(cases))
    seeds = sorted(first)
    yield f"  {len(cases)} in {len(seeds)} evenings, such as"
    for seed in seeds[:examples]:
        yield f"    evening {seed}, step {first[seed].step or '-'}: {first[seed].sentence}"
