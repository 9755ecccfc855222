"""The brief as the giver reads it: a wish in large words, and a few lines below; never more than the brief holds."""

from dataclasses import dataclass

from backrub.domain.back import Group, SiteSide, group_of
from backrub.domain.brief import AskedSpot, Brief, Outcome
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import Feel
from backrub.domain.plan import Plan, Role, Step
from backrub.web.naming import capital, dressed, lying, place_of, places_of

_TOLD_AS_PLACES = frozenset({"leave_out", "ticklish", "hold_only"})
_FEELS = {Feel.KNOT: "a knot", Feel.ACHE: "an ache", Feel.TIGHT: "tight"}


@dataclass(frozen=True, slots=True)
class Said:
    """Hold a piece of a sentence; what is `felt` is said with warmth."""

    text: str
    felt: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one line below the wish: what it is about, and its sentences."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefView:
    """Hold everything on the page of the brief; `shown` is the step its picture shows."""

    giver: str
    receiver: str
    opening: str
    wish: tuple[Said, ...]
    rows: tuple[Row, ...]
    others: tuple[str, ...]
    shown: Step | None

    @property
    def has_plan(self) -> bool:
        """Return whether hands touch at all tonight."""
        return self.shown is not None

    @property
    def shows_head(self) -> bool:
        """Return whether the picture's light lies on neck or head."""
        return self.shown is not None and group_of(self.shown.site) is Group.HEAD_AND_NECK


def brief_view(brief: Brief, plan: Plan, catalogue: Catalogue, *, swaps: bool = False) -> BriefView:
    """Return the page of a brief; `swaps` tells that the two change places afterwards."""
    opening, wish = _wish(brief, catalogue)
    return BriefView(
        giver=brief.giver,
        receiver=brief.receiver,
        opening=opening,
        wish=wish,
        rows=tuple(row for row in _rows(brief, catalogue, swaps=swaps) if row.lines),
        others=_others(brief),
        shown=_shown(plan),
    )


def _wish(brief: Brief, catalogue: Catalogue) -> tuple[str, tuple[Said, ...]]:
    if brief.outcome in {Outcome.NOT_TONIGHT, Outcome.SEEK_CARE, Outcome.HOLD_ONLY}:
        return "", (Said(brief.words[0]),)
    pace = catalogue.say(f"pace.{brief.wish.pace.value}").lower()
    hands = (Said(f"{pace}, {brief.wish.pressure.value}", felt=True), Said(" hands"))
    opening = f"Tonight, {brief.receiver} would love"
    if not brief.spots:
        return opening, (*hands, Said("."))
    return opening, (*hands, Said(", and the longest stay "), *_stay(brief, catalogue))


def _stay(brief: Brief, catalogue: Catalogue) -> tuple[Said, ...]:
    """Return where to stay longest, the side with warmth, so that it is seen before it is read."""
    where = brief.spots[0].where
    place = place_of(catalogue, where, brief.receiver)
    before, side, after = place.rpartition(where.side.value)
    word = "at" if place.startswith("the base") else "on"
    return Said(f"{word} {before}"), Said(side, felt=True), Said(f"{after}.")


def _rows(brief: Brief, catalogue: Catalogue, *, swaps: bool) -> tuple[Row, ...]:
    if not brief.outcome.has_plan:
        return ()
    frame = brief.frame
    limits = tuple(r.text for r in brief.reasons if r.code not in _TOLD_AS_PLACES)
    ticklish = _listed(places_of(catalogue, brief.ticklish, brief.receiver))
    return (
        Row("Linger", tuple(_spot(spot, brief, catalogue) for spot in brief.spots)),
        Row("Leave be", _left_out(brief, catalogue)),
        Row("Tickles", tuple(f"{place} Broad and slow there." for place in ticklish)),
        Row("Together", (f"{frame.minutes} minutes, {lying(frame)}, {dressed(frame)}.",)),
        Row("Then", ("You swap.",) if swaps else ()),
        Row("With care", limits),
    )


def _left_out(brief: Brief, catalogue: Catalogue) -> tuple[str, ...]:
    if brief.leave_out == frozenset(SiteSide):
        return ("All of the back. Hands hold hands.",)
    return _listed(places_of(catalogue, brief.leave_out, brief.receiver))


def _listed(places: list[str]) -> tuple[str, ...]:
    """Return places as one sentence, none for none."""
    if not places:
        return ()
    *others, last = places
    return (capital(f"{', '.join(others)} and {last}." if others else f"{last}."),)


def _spot(spot: AskedSpot, brief: Brief, catalogue: Catalogue) -> str:
    return f"{capital(place_of(catalogue, spot.where, brief.receiver))}: {_FEELS[spot.feel]}."


def _others(brief: Brief) -> tuple[str, ...]:
    """Return the sentences that are neither the wish nor a spot: what each hopes for, and the guess."""
    if not brief.outcome.has_plan:
        return ()
    return brief.words[1:] if brief.outcome is Outcome.HOLD_ONLY else brief.words[1 + len(brief.spots) :]


def _shown(plan: Plan) -> Step | None:
    """Return the longest step at an asked place, or the longest that is more than a rest."""
    ranks = {Role.FOCAL: 2, Role.REST: 0, Role.TURN: 0}
    return max(plan.steps, key=lambda step: (ranks.get(step.role, 1), step.contact_s), default=None)
