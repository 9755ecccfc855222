"""Times that can be believed: the best of a few tries, the middle and the slow end of many cases."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

TRIES = 3


@dataclass(frozen=True, slots=True)
class Times:
    """Hold the milliseconds of many cases."""

    each_ms: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        """Return the middle."""
        return statistics.median(self.each_ms)

    @property
    def p90_ms(self) -> float:
        """Return what nine of ten cases stay within."""
        return statistics.quantiles(self.each_ms, n=10)[-1] if len(self.each_ms) > 1 else self.each_ms[0]


def best_ms(work: Callable[[], object], tries: int = TRIES) -> float:
    """Return the milliseconds of the quickest of some tries, without the garbage of those before."""
    times = []
    for _ in range(tries):
        gc.collect(0)
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def times_of(works: Sequence[Callable[[], object]], tries: int = TRIES) -> Times:
    """Return the times of many cases."""
    return Times(tuple(best_ms(work, tries) for work in works))
