"""Ask a few cards a day about the back; FSRS says when a card comes again (fsrs, the library, does the sums)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import chain, zip_longest

from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler, State

FEW = 6
"""So many cards a day, and no more."""

_EARLY = timedelta(hours=6)
"""Tomorrow's card may come this much before a day is over: people sit down a little earlier or later."""

# Days alone: a card is asked once a day at most, so the library's steps of minutes are left out. No fuzz: the same
# answers give the same days.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


class Kind(StrEnum):
    """Name what a card asks."""

    NAME = "name"
    PLACE = "place"
    PRESS = "press"
    WAY = "way"


class Press(StrEnum):
    """Answer whether one may press at a spot."""

    YES = "yes"
    GENTLY = "gently"
    NO = "no"


class Way(StrEnum):
    """Answer which way a stroke runs over a muscle's fibres."""

    ALONG = "along"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class Card:
    """Ask one thing about a subject: a muscle, or a zone; `choices` hold the answer."""

    kind: Kind
    subject: str
    answer: str
    choices: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return what the card is known by."""
        return f"{self.kind}.{self.subject}"


@dataclass(frozen=True, slots=True)
class Memory:
    """Keep how well a card is remembered: FSRS's stability in days and difficulty 1 to 10, and its times."""

    stability: float
    difficulty: float
    due_ms: int
    last_ms: int


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one answer to a card, at Unix ms; empty words are "show me"."""

    card: str
    words: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Subjects:
    """Hold what cards ask about: muscles by depth, spots with whether one may press, muscles with a way."""

    muscles: Mapping[str, int]
    spots: Mapping[str, Press]
    ways: Sequence[str]


def deck_of(subjects: Subjects) -> dict[str, Card]:
    """Return every card by its key, in the order they are first asked: near the skin first, kinds in turn."""
    by_depth = sorted(subjects.muscles, key=lambda name: subjects.muscles[name])
    names = [Card(Kind.NAME, name, name, _choices(subjects, name)) for name in by_depth]
    places = [Card(Kind.PLACE, name, name, _choices(subjects, name)) for name in by_depth]
    spots = [Card(Kind.PRESS, spot, press, tuple(Press)) for spot, press in subjects.spots.items()]
    ways = [
        Card(Kind.WAY, name, (Way.ALONG, Way.ACROSS)[turn % 2], tuple(Way))
        for turn, name in enumerate(subjects.ways)
    ]
    in_turn = chain.from_iterable(zip_longest(names, spots, ways, places))
    return {card.key: card for card in in_turn if card is not None}


def cards_for(deck: Mapping[str, Card], memories: Mapping[str, Memory], now_ms: int) -> list[Card]:
    """Return today's cards that are left: those due, the longest due first, then new ones; a few a day in all."""
    today = sum(now_ms - known.last_ms < _DAY_MS for known in memories.values())
    due = [key for key in deck if key in memories and _is_due(memories[key], now_ms)]
    due.sort(key=lambda key: memories[key].due_ms)
    new = [key for key in deck if key not in memories]
    return [deck[key] for key in (due + new)[: max(0, FEW - today)]]


def answered(
    deck: Mapping[str, Card], memories: Mapping[str, Memory], answers: Iterable[Said]
) -> dict[str, Memory]:
    """Return the memories after answers, oldest first; what is no card, or was not due then, changes nothing.

    So an answer that arrives twice counts once.
    """
    now = dict(memories)
    for said in sorted(answers, key=lambda one: one.at_ms):
        card, known = deck.get(said.card), now.get(said.card)
        if card and (known is None or _is_due(known, said.at_ms)):
            now[card.key] = reviewed(known, right=said.words == card.answer, at_ms=said.at_ms)
    return now


def reviewed(known: Memory | None, *, right: bool, at_ms: int) -> Memory:
    """Return how well a card is remembered after an answer at Unix ms; None was never asked."""
    card, _ = _SCHEDULER.review_card(_fsrs_card(known), Rating.Good if right else Rating.Again, _time(at_ms))
    if card.stability is None or card.difficulty is None:
        raise TypeError("fsrs returned a reviewed card without its memory.")
    return Memory(card.stability, card.difficulty, _ms(card.due), at_ms)


def _choices(subjects: Subjects, name: str) -> tuple[str, ...]:
    """Return a muscle among the two that follow it in its layer, in an order that tells nothing."""
    depth = subjects.muscles[name]
    layer = [one for one, other in subjects.muscles.items() if _layer(other) == _layer(depth)]
    at = layer.index(name)
    return tuple(sorted({layer[(at + step) % len(layer)] for step in range(3)}))


def _layer(depth: int) -> int:
    return min(depth, 3)


def _is_due(known: Memory, at_ms: int) -> bool:
    return at_ms >= known.due_ms - _EARLY // _MS


def _fsrs_card(known: Memory | None) -> FsrsCard:
    if known is None:
        return FsrsCard(card_id=0, due=_time(0))
    return FsrsCard(
        card_id=0,
        state=State.Review,
        stability=known.stability,
        difficulty=known.difficulty,
        due=_time(known.due_ms),
        last_review=_time(known.last_ms),
    )


_MS = timedelta(milliseconds=1)
_DAY_MS = (timedelta(days=1) - _EARLY) // _MS
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _time(unix_ms: int) -> datetime:
    return _EPOCH + unix_ms * _MS


def _ms(time: datetime) -> int:
    return (time - _EPOCH) // _MS
