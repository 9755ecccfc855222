"""The plan as a storyboard: one picture for each place, what it is for, and what the two may change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from backrub.application.plan_tonight import Tonight
from backrub.application.word_step import pace
from backrub.domain.back import Group, Side, Site, SiteSide
from backrub.domain.catalogue import Catalogue
from backrub.domain.night import PlanEdits
from backrub.domain.plan import Phase, Plan, Role, Step
from backrub.domain.plan_edits import LEAST_MIN, most_minutes
from backrub.domain.pressure import word_for
from backrub.web.naming import (
    capital,
    clock_face,
    dressed,
    lying,
    places_of,
    sites_of,
    step_place,
)

_WHOLE = 0.75
"""The least share of a place's skin that hands touch when it counts as visited all over."""

_UNDER_A_MINUTE_S = 55
_APART = 9.0
"""How far apart, in hundredths of the evening, names fit beside each other."""

_LAST_NAMED = 84.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold one frame: hands at one place, perhaps on either side in turn."""

    number: int
    start: str
    lasts: str
    phase: str
    doing: str
    place: str
    pressure: str
    is_kept: bool
    steps: tuple[Step, ...]
    shown: Step


@dataclass(frozen=True, slots=True)
class Changeable:
    """Name a place that may be dropped or kept."""

    key: str
    name: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold what is told of the frame that is open."""

    frame: Frame
    until: str
    title: str
    image: str
    pace: str
    why: tuple[str, ...]
    hands: tuple[str, ...]
    places: tuple[Changeable, ...]


@dataclass(frozen=True, slots=True)
class Knot:
    """Mark where a phase begins on the thread of the evening, 0 to 100."""

    at: float
    name: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """Hold everything on the page of the plan."""

    title: str
    together: str
    left_out: str
    coverage: str
    frames: tuple[Frame, ...]
    opened: Opened | None
    knots: tuple[Knot, ...]
    lit: tuple[float, float]
    dropped: tuple[Changeable, ...]
    can_shorten: bool
    can_lengthen: bool


def plan_view(
    tonight: Tonight, edits: PlanEdits, catalogue: Catalogue, *, turns: int, opened: int | None
) -> PlanView:
    """Return the page of a plan; `opened` is the number of a frame, from 1; others open none."""
    brief, plan = tonight.brief, tonight.plan
    frames = tuple(_frames(tonight, catalogue))
    chosen = next((frame for frame in frames if frame.number == opened), None)
    minutes = brief.frame.minutes
    return PlanView(
        title=f"{minutes} minutes for {brief.receiver}",
        together=capital(f"{lying(brief.frame)}, {dressed(brief.frame)}."),
        left_out=", ".join(places_of(catalogue, brief.leave_out - _both(edits.dropped), brief.receiver)),
        coverage=_coverage(plan, catalogue, brief.receiver),
        frames=frames,
        opened=_opened(chosen, tonight, catalogue) if chosen else None,
        knots=tuple(_knots(plan, catalogue)),
        lit=_lit(chosen, plan) if chosen else (0, 0),
        dropped=tuple(_changeable(site, edits.pinned, catalogue) for site in Site if site in edits.dropped),
        can_shorten=minutes > LEAST_MIN,
        can_lengthen=minutes < most_minutes(turns),
    )


def _both(sites: frozenset[Site]) -> frozenset[SiteSide]:
    return frozenset(where for where in SiteSide if where.site in sites)


def _frames(tonight: Tonight, catalogue: Catalogue) -> Iterator[Frame]:
    kept = groupby(tonight.plan.steps, key=lambda step: (step.phase, step.site))
    for number, (_, steps) in enumerate(kept, start=1):
        held = tuple(steps)
        shown = max(held, key=_tells_most)
        yield Frame(
            number=number,
            start=clock_face(held[0].start_s),
            lasts=_lasts(sum(step.duration_s for step in held)),
            phase=catalogue.say(f"phase.{shown.phase.value}"),
            doing=_doing(shown, catalogue),
            place=_where(held, shown, tonight.brief.receiver),
            pressure=word_for(shown.pressure).value,
            is_kept=shown.site in tonight.brief.kept,
            steps=held,
            shown=shown,
        )


def _tells_most(step: Step) -> tuple[bool, bool, int]:
    return step.role is Role.FOCAL, step.role is not Role.REST, step.contact_s


def _doing(step: Step, catalogue: Catalogue) -> str:
    if step.role is Role.TURN:
        return "Turn over"
    return capital(catalogue.strokes[step.stroke].name)


_SHORT_NAMES: Mapping[Site | Group, str] = {
    Site.SCALP: "scalp",
    Site.SKULL_BASE: "base of the skull",
    Site.NECK: "neck",
    Site.SHOULDER_TOP: "shoulder tops",
    Site.SHOULDER_BLADE: "shoulder blades",
    Site.BETWEEN_BLADES: "between the blades",
    Site.MID_BACK: "middle back",
    Site.LOW_BACK: "lower back",
    Site.HIP_RIM: "hips",
    Group.SHOULDERS: "shoulders",
    Group.BACK: "whole back",
    Group.HEAD_AND_NECK: "neck and head",
}


def _where(steps: tuple[Step, ...], shown: Step, owner: str) -> str:
    """Return the place in a few words, and whose side if hands stay longer on one."""
    side_s: dict[Side, int] = {}
    for step in steps:
        side_s[step.side] = side_s.get(step.side, 0) + step.contact_s
    place = _SHORT_NAMES[shown.site]
    left, right = side_s.get(Side.LEFT, 0), side_s.get(Side.RIGHT, 0)
    if left == right:
        return place
    side = Side.LEFT if left > right else Side.RIGHT
    mostly = "mostly " if len(side_s) > 1 else ""
    return f"{place}, {mostly}{owner}’s {side.value}"


def _lasts(seconds: int) -> str:
    """Return a duration as people say it: seconds below a minute, else minutes to the half."""
    if seconds < _UNDER_A_MINUTE_S:
        return f"{round(seconds / 5) * 5} s"
    halves = round(seconds / 30)
    return f"{halves // 2}{'½' if halves % 2 else ''} min"


def _opened(frame: Frame, tonight: Tonight, catalogue: Catalogue) -> Opened:
    shown, brief = frame.shown, tonight.brief
    is_work = shown.phase in {Phase.WORK, Phase.NECK_AND_SCALP}
    return Opened(
        frame=frame,
        until=clock_face(frame.steps[-1].end_s),
        title=capital(step_place(catalogue, shown, brief.receiver)),
        image=catalogue.pressures[word_for(shown.pressure)].image,
        pace=pace(shown, catalogue),
        why=tuple(dict.fromkeys(why.text for step in frame.steps for why in step.why)),
        hands=(catalogue.strokes[shown.stroke].how, catalogue.tools[shown.tool].mechanics),
        places=tuple(_changeable(site, brief.kept, catalogue) for site in sites_of(shown)) if is_work else (),
    )


def _changeable(site: Site, kept: frozenset[Site], catalogue: Catalogue) -> Changeable:
    return Changeable(site.value, capital(catalogue.sites[site].name), site in kept)


def _knots(plan: Plan, catalogue: Catalogue) -> Iterator[Knot]:
    """Yield the beginnings of phases that lie far enough apart to be named."""
    last = -100.0
    for phase, steps in groupby(plan.steps, key=lambda step: step.phase):
        at = _share(next(steps).start_s, plan)
        is_clear = at - last >= _APART and at <= _LAST_NAMED
        name = catalogue.say(f"phase.{phase.value}") if is_clear else ""
        last = at if name else last
        yield Knot(at, name)


def _lit(frame: Frame, plan: Plan) -> tuple[float, float]:
    first, last = frame.steps[0], frame.steps[-1]
    return _share(first.start_s, plan), _share(last.end_s, plan)


def _share(at_s: int, plan: Plan) -> float:
    return round(100 * at_s / plan.seconds, 1)


def _coverage(plan: Plan, catalogue: Catalogue, owner: str) -> str:
    """Return, kindly, whether hands visit everything they may."""
    thin = [where for where, share in plan.coverage.items() if share < _WHOLE]
    if not plan.coverage:
        return ""
    if not thin:
        return "Everything is visited."
    places = places_of(catalogue, thin, owner)
    return f"Everything is visited; {', '.join(places)} only in part."
