"""Learn a receiver's taste from finished evenings and from what they changed of it themselves.

It is a replay: an evening that was erased, or a place that was forgotten, leaves a taste as if never heard.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backrub.domain.back import SiteSide
from backrub.domain.preferences import LEARNED, Liking, Taste
from backrub.domain.session.events import Event, SessionBegan
from backrub.domain.session.evidence import Evidence, hear
from backrub.domain.session.evolve import replay


class EditKind(StrEnum):
    """Name what someone does with what was learned of them."""

    FORGET = "forget"
    SET = "set"


@dataclass(frozen=True, slots=True)
class TasteEdit:
    """Change, at Unix time, what was learned of a place; None is every place.

    To forget drops all that was heard there before. To set says what is liked there: a Walton level, a speed in
    cm/s, or both; None leaves that one.
    """

    at_ms: int
    where: SiteSide | None
    kind: EditKind
    level: float | None = None
    speed_cm_s: float | None = None

    def forgets(self, where: SiteSide | None, at_ms: int) -> bool:
        """Return whether this forgets what was said of a place at a Unix time."""
        return self.kind is EditKind.FORGET and at_ms < self.at_ms and self.where in {None, where}


@dataclass(frozen=True, slots=True)
class Lived:
    """Join a finished evening's events with the Unix time at which its clock shows 0."""

    began_ms: int
    events: Sequence[Event]


def taste_of(evenings: Sequence[Lived], edits: Sequence[TasteEdit] = ()) -> Taste:
    """Return what is known of a receiver after evenings, oldest first, and their own changes."""
    last_ms = max((lived.began_ms for lived in evenings), default=0)
    return said_since(learned_on(Taste(), evenings, edits), edits, since_ms=last_ms)


def learned_on(
    taste: Taste, evenings: Iterable[Lived], edits: Sequence[TasteEdit], *, since_ms: int = 0
) -> Taste:
    """Return a taste after more evenings; `since_ms` is when the latest one it knows began, 0 if it knows none.

    What was set after the last of the evenings began is not in it yet.
    """
    for lived in evenings:
        taste = said_since(taste, edits, since_ms=since_ms, until_ms=lived.began_ms)
        taste = _after(taste, lived, edits)
        since_ms = max(since_ms, lived.began_ms)
    return taste


def said_since(
    taste: Taste, edits: Sequence[TasteEdit], *, since_ms: int, until_ms: int | None = None
) -> Taste:
    """Return a taste with what they set themselves from one Unix time to before another."""
    for edit in edits:
        where = edit.where
        is_due = since_ms <= edit.at_ms and (until_ms is None or edit.at_ms < until_ms)
        stands = not any(other.forgets(where, edit.at_ms) for other in edits)
        if edit.kind is EditKind.SET and where is not None and is_due and stands:
            taste = taste.corrected(where.site.value, where.side.value, edit.level, edit.speed_cm_s)
    return taste


def evidence_in(lived: Lived) -> tuple[Evidence, ...]:
    """Return what an evening told, in the order it was told."""
    session = replay(None, lived.events)
    return session.evidence if session else ()


def likings(taste: Taste) -> Mapping[SiteSide, Liking]:
    """Return what is believed of each place of which something was heard."""
    liked = {where: taste.likes(where.site.value, where.side.value) for where in LEARNED}
    return {where: liking for where, liking in liked.items() if liking.words}


def _after(taste: Taste, lived: Lived, edits: Sequence[TasteEdit]) -> Taste:
    """Return the taste after one more evening."""
    brief = next(event.brief for event in lived.events if isinstance(event, SessionBegan))
    evening = taste.evening(brief.wish.pressure.value, knots=brief.knots)
    for told in evidence_in(lived):
        at_ms = lived.began_ms + told.at_ms
        if not any(edit.forgets(told.where, at_ms) for edit in edits):
            hear(evening, told)
    return evening.close()
