"""Judge random evenings from a shell: `python -m tests.laws N SEED`.

Evening i is `random_evening(Random(SEED + i))`, so that one example is judged again by `1 SEED+i`.
"""

import sys
from random import Random

from tests.evenings import mix, random_evening
from tests.laws.trial import judged, report


def main(count: int, seed: int) -> int:
    """Judge `count` evenings, report breaches by law and kind, and return 1 if there were any."""
    some = {at: random_evening(Random(at)) for at in range(seed, seed + count)}
    found = {at: judged(evening, at) for at, evening in some.items()}
    sys.stdout.write("\n".join([mix(list(some.values())), *report(found)]) + "\n")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
