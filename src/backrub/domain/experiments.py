"""Small experiments: one thing an evening may try, offered, never asked for, and not the same again soon."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from backrub.domain.shelf import Kind, Thing, chance
from backrub.domain.stroke import Evidence

SOON = 8
"""An experiment is not offered again before so many others were."""

_GOES_BY_ITSELF_IN = 3
"""Of so many evenings the offer goes by itself on one, so that its going tells of nobody."""

_LEAST_TICKS, _TICKS = 2, 3
_SHELF = "shelf:"


@dataclass(frozen=True, slots=True)
class Experiment:
    """Describe something small to try; with `strokes` only where tonight's plan has one of them already.

    No experiment changes the plan, presses harder or goes faster than it.
    """

    key: str
    text: str
    source: str
    evidence: Evidence
    strokes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold what is offered tonight: the key it is remembered by, and its words."""

    key: str
    text: str


def offers_for(
    experiments: Iterable[Experiment], *, strokes: Collection[str], things: Iterable[Thing]
) -> tuple[Offer, ...]:
    """Return everything that could be tried with tonight's strokes and tonight's things of the shelf."""
    fitting = (one for one in experiments if not one.strokes or set(one.strokes) & set(strokes))
    return (
        *(Offer(one.key, one.text) for one in fitting),
        *(Offer(_SHELF + thing.id, _try(thing)) for thing in things),
    )


def offer_tonight(offers: Sequence[Offer], recent: Sequence[str], *, seed: int) -> Offer | None:
    """Return the one that is offered, None of nothing; `recent` are keys of earlier evenings, latest last.

    What was offered lately waits; where all of it was, the one that has waited longest comes.
    """
    last = {key: place for place, key in enumerate(recent[-SOON:])}
    by_wait = sorted(offers, key=lambda one: (last.get(one.key, -1), chance(seed, one.key)))
    return by_wait[0] if by_wait else None


def still_offered(ticked: int, *, seed: int) -> bool:
    """Return whether the offer stands once so many things are ticked off; on some evenings it goes by itself."""
    lot = chance(seed, "offer")
    return lot % _GOES_BY_ITSELF_IN != 0 or ticked < _LEAST_TICKS + lot // _GOES_BY_ITSELF_IN % _TICKS


def _try(thing: Thing) -> str:
    if thing.kind is Kind.MUSIC:
        return f"Try {thing.name}, quietly, and listen to it for a minute before hands move."
    if thing.kind is Kind.CANDLE:
        return f"Try {thing.name}, with every other light off."
    return f"Try {thing.name}: a little, warmed between the hands."
