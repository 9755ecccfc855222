"""Share seconds among places: an exact concave allocation.

Objective (the only place it is written): maximise the sum over shares of weight * ln(1 + seconds / HALF_S),
whole seconds, low <= seconds <= high, all adding up to the time there is. Each further second in one place
is worth less than the one before, so a place is never starved and never swamped.

Method: the marginal worth of a second falls as a share grows, so greedy increments are optimal. A price per
second is found by bisection, all shares are rounded down at that price, and the few seconds left go, one by
one, where they are worth most. Source: Ibaraki & Katoh (1988), Resource Allocation Problems, ch. 4.
"""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

HALF_S = 60.0
"""Seconds after which the worth of one more has halved."""

_BISECTIONS = 40
_UNBOUNDED = 10**6


@dataclass(frozen=True, slots=True)
class Share:
    """Ask for seconds: a positive weight and whole bounds, `high` None for no bound."""

    weight: float
    low: int
    high: int | None = None


def worth(shares: Sequence[Share], seconds: Sequence[int]) -> float:
    """Return the objective of an allocation."""
    return sum(s.weight * math.log1p(t / HALF_S) for s, t in zip(shares, seconds, strict=True))


def allocate(shares: Sequence[Share], total: int) -> list[int]:
    """Return whole seconds for every share, adding up to `total`, with the greatest worth.

    Raises: ValueError, if the bounds leave no way to reach the total.
    """
    low = sum(s.low for s in shares)
    high = sum(_UNBOUNDED if s.high is None else s.high for s in shares)
    if not low <= total <= high:
        raise ValueError(f"{total} s cannot be shared: the bounds allow {low} to {high} s")
    cheap, dear = 0.0, max((s.weight / HALF_S for s in shares), default=1.0)
    for _ in range(_BISECTIONS):
        price = (cheap + dear) / 2
        if sum(_demand(s, price) for s in shares) > total:
            cheap = price
        else:
            dear = price
    return _spend(shares, [_demand(s, dear) for s in shares], total)


def _demand(share: Share, price: float) -> int:
    """Return the most seconds of which each is worth at least the price, within bounds."""
    ceiling = _UNBOUNDED if share.high is None else share.high
    # The second from t to t + 1 is worth weight * ln(1 + 1 / (HALF_S + t)).
    growth = math.expm1(price / share.weight) if price < share.weight else math.inf
    seconds = math.floor(1 / growth - HALF_S) + 1 if growth > 0 else ceiling
    return max(share.low, min(ceiling, seconds))


def _spend(shares: Sequence[Share], seconds: list[int], total: int) -> list[int]:
    """Give out what is left one second at a time, dearest first, ties to the earlier share."""
    heap = [(-_marginal(s, t), i) for i, (s, t) in enumerate(zip(shares, seconds, strict=True))]
    heapq.heapify(heap)
    for _ in range(total - sum(seconds)):
        _, i = heapq.heappop(heap)
        seconds[i] += 1
        heapq.heappush(heap, (-_marginal(shares[i], seconds[i]), i))
    return seconds


def _marginal(share: Share, seconds: int) -> float:
    if share.high is not None and seconds >= share.high:
        return -math.inf
    return share.weight * math.log1p(1 / (HALF_S + seconds))
