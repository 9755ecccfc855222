"""The optimum of small cases, found by trying everything."""

from itertools import pairwise, product

from backrub.domain.back import Site
from backrub.domain.planner.allocation import Share, worth
from backrub.domain.planner.sequence import THUMB_ROW_S, UNIT_S, objective
from backrub.domain.stroke import Tool
from tests.planning import a_slot, an_option, pressed

STROKES = ("glide", "petrissage", "compression")
TOOLS = (Tool.PALM, Tool.THUMB, Tool.FOREARM)


def small_shares(rng):
    """Return up to four shares and a total that they can add up to."""
    shares = []
    for _ in range(rng.randint(1, 4)):
        low = rng.randint(0, 12)
        high = None if rng.random() < 0.3 else low + rng.randint(0, 20)
        shares.append(Share(rng.choice([0.05, 0.5, 1.0, 1.0, rng.uniform(0.1, 5.0)]), low, high))
    least = sum(share.low for share in shares)
    most = sum(share.low + 20 if share.high is None else share.high for share in shares)
    return shares, rng.randint(least, min(most, least + 24))


def best_worth(shares, total):
    """Return the greatest worth of all ways to share a total."""
    ranges = [range(s.low, min(total, total if s.high is None else s.high) + 1) for s in shares[:-1]]
    last = shares[-1]
    return max(
        worth(shares, [*seconds, rest])
        for seconds in product(*ranges)
        if (rest := total - sum(seconds)) >= last.low and (last.high is None or rest <= last.high)
    )


def small_slots(rng):
    """Return up to five slots with up to three options, one of them always without thumbs."""
    site, rows = Site.MID_BACK, []
    for _ in range(rng.randint(1, 5)):
        site = rng.choice([site, Site.LOW_BACK, Site.SHOULDER_TOP])
        slot = a_slot(site, seconds=rng.choice([7, 15, 20, 33, 60, 75]))
        others = [_option(rng, rng.choice(TOOLS)) for _ in range(rng.randint(0, 2))]
        rows.append((slot, [_option(rng, rng.choice([Tool.PALM, Tool.FOREARM])), *others]))
    return pressed(rows)


def _option(rng, tool):
    return an_option(rng.choice(STROKES), tool, suits=rng.choice([1.0, rng.uniform(0.0, 3.0)]))


def thumb_units_of(slots, chosen):
    """Return the thumb time of a sequence, in fives of seconds, each slot rounded up."""
    return sum(-(-p.slot.seconds // UNIT_S) for p, o in zip(slots, chosen, strict=True) if o.thumb)


def spares_thumbs(slots, chosen, budget):
    """Return whether thumbs work never twice in a row, never over 60 s, and within the budget."""
    rows = all(p.slot.seconds <= THUMB_ROW_S for p, o in zip(slots, chosen, strict=True) if o.thumb)
    rests = not any(a.thumb and b.thumb for a, b in pairwise(chosen))
    return rows and rests and thumb_units_of(slots, chosen) <= budget


def best_objective(slots, budget):
    """Return the greatest objective of all sequences that spare the thumbs."""
    every = product(*(p.options for p in slots))
    return max(objective(slots, chosen) for chosen in every if spares_thumbs(slots, chosen, budget))
