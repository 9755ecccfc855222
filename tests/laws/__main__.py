"""Judge random evenings from a shell: `python -m tests.laws N SEED`.

Evening i is `random_evening(Random(SEED + i))`, so that one example is judged again by `1 SEED+i`.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from tests.evenings import mix, random_evening
from tests.laws.breach import Breach
from tests.laws.judge import LAWS, judge
from tests.laws.rows import catalogue_rows
from tests.support import plan_document

EXAMPLES = 3


def main(count: int, seed: int) -> int:
    """Judge `count` evenings, report breaches by law, and return 1 if there were any."""
    some = {at: random_evening(Random(at)) for at in range(seed, seed + count)}
    found = {at: _judged(evening, at) for at, evening in some.items()}
    lines = [mix(list(some.values())), *report(some, found)]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(found.values()))


def _judged(evening: dict[str, Any], seed: int) -> list[Breach]:
    """Judge one evening; a planner that fails is reported as law 0 and the rest goes on."""
    try:
        plan = plan_document(evening, seed)
    except Exception as failure:  # noqa: BLE001 - whatever the planner raises is a finding
        return [Breach(0, "", f"No plan: {type(failure).__name__}: {failure}")]
    return judge(plan, evening, catalogue_rows())


def report(
    some: Mapping[int, Mapping[str, Any]], found: Mapping[int, Sequence[Breach]], *, examples: int = EXAMPLES
) -> Iterator[str]:
    """Yield a line for every law with its count, then the first examples, one an evening."""
    for law in (0, *LAWS):
        broken = {at: [b for b in breaches if b.law == law] for at, breaches in found.items()}
        broken = {at: breaches for at, breaches in broken.items() if breaches}
        yield f"law {law}: {sum(map(len, broken.values()))} breaches in {len(broken)} evenings"
        for at, breaches in list(broken.items())[:examples]:
            first, minutes = breaches[0], some[at]["minutes"]
            yield f"    evening {at}, {minutes} min, step {first.step or '-'}: {first.sentence}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
