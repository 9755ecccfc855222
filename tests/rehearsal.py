"""A small evening and a small planner, to rehearse sessions without the real ones."""

from dataclasses import replace

from backrub.domain.back import Side, Site, SiteSide, sides_of
from backrub.domain.brief import AskedSpot, Brief, GiverCare, Outcome, Wish
from backrub.domain.check_in import Experience, Feel, Frame, Intention, Pace
from backrub.domain.errors import BackrubError
from backrub.domain.plan import Contact, Phase, Plan, Role, Stand, Step
from backrub.domain.planner.replan import Current
from backrub.domain.planner.tuning import Tuning
from backrub.domain.pressure import DEEP_ABOVE, LIGHT, PressureWord
from backrub.domain.session.commands import Advance, Begin
from backrub.domain.session.decide import decide
from backrub.domain.session.evolve import replay
from backrub.domain.session.retune import level
from backrub.domain.stroke import Tool

CEILINGS = {
    Site.SCALP: 2.0,
    Site.SKULL_BASE: 2.0,
    Site.NECK: 3.0,
    Site.SHOULDER_BLADE: 3.0,
    Site.LOW_BACK: 3.0,
}

# id, phase, role, site, side, start, duration, move, ask
ROWS = (
    ("settle", Phase.SETTLE, Role.HOLD, Site.SHOULDER_TOP, Side.BOTH, 0, 20, 0, False),
    ("listen", Phase.LISTEN, Role.PALPATE, Site.SHOULDER_TOP, Side.BOTH, 20, 30, 0, False),
    ("warm", Phase.WARM_UP, Role.BROAD, Site.MID_BACK, Side.BOTH, 50, 50, 5, True),
    ("tops", Phase.WORK, Role.WORK, Site.SHOULDER_TOP, Side.BOTH, 100, 60, 5, False),
    ("knot", Phase.WORK, Role.FOCAL, Site.BETWEEN_BLADES, Side.LEFT, 160, 60, 5, True),
    ("ease", Phase.WORK, Role.EASE, Site.BETWEEN_BLADES, Side.LEFT, 220, 30, 0, True),
    ("turn", Phase.TURN, Role.TURN, Site.MID_BACK, Side.BOTH, 250, 10, 10, True),
    ("low", Phase.WORK, Role.WORK, Site.LOW_BACK, Side.BOTH, 260, 40, 5, True),
    ("neck", Phase.NECK_AND_SCALP, Role.WORK, Site.NECK, Side.BOTH, 300, 30, 5, False),
    ("close", Phase.CLOSE, Role.HOLD, Site.SHOULDER_TOP, Side.BOTH, 330, 30, 5, False),
)
SECONDS = 360


def brief(word=PressureWord.MEDIUM):
    return Brief(
        giver="Scott",
        receiver="Cheryl",
        outcome=Outcome.GO,
        reasons=(),
        frame=Frame(minutes=6),
        wish=Wish(word, Pace.SLOW, Intention.UNWIND),
        spots=(AskedSpot(SiteSide.BETWEEN_BLADES_LEFT, Feel.KNOT),),
        leave_out=frozenset({SiteSide.HIP_RIM_LEFT}),
        ceilings={where: CEILINGS.get(where.site, 4.0) for where in SiteSide},
        ticklish=frozenset(),
        tools=frozenset(Tool),
        percussion=False,
        care=GiverCare(Experience.BEGINNER, rest_every_s=480),
        ask_often=False,
        words=(),
    )


def evening(brief, tuning=None):
    """Return the plan of the rows above."""
    steps = tuple(_with_pressure(_step(*row), brief, tuning or Tuning()) for row in ROWS)
    return Plan(brief.outcome, (), SECONDS, (), steps)


def _step(name, phase, role, site, side, start_s, duration_s, move_s, ask):  # noqa: PLR0913, PLR0917  # one row of the table
    return Step(
        id=name,
        start_s=start_s,
        duration_s=duration_s,
        move_s=move_s,
        phase=phase,
        role=role,
        site=site,
        side=side,
        covers=() if role is Role.TURN else sides_of(site, side),
        stroke="broad_hold",
        tool=Tool.PALM,
        pressure=LIGHT,
        speed_cm_s=None,
        cycle_s=None,
        stand=Stand.BEHIND,
        contact=Contact.KEPT,
        ask=ask,
    )


def rehearse_replan(plan, brief, tuning, change):
    """Replan by laying what is left end to end; the last step takes up the slack."""
    at_s, current, seconds = change.at_s, change.current, change.seconds
    before = [step for step in plan.steps if step.start_s < at_s]
    rest = [_with_pressure(step, brief, tuning) for step in plan.steps if step.start_s >= at_s]
    under_way = before[-1] if before[-1].end_s > at_s else None
    if under_way is None:
        return replace(plan, seconds=seconds, steps=(*before, *_lay(rest, before[-1].end_s, seconds)))
    match current:
        case Current.KEEP:
            kept = under_way
        case Current.STAY:
            kept = replace(under_way, duration_s=min(under_way.duration_s + 30, seconds - under_way.start_s))
        case Current.RETUNE:
            kept = replace(under_way, duration_s=at_s - under_way.start_s)
            again = replace(
                under_way, id=f"{under_way.id}+{at_s}", move_s=0, duration_s=under_way.end_s - at_s
            )
            rest = [_with_pressure(again, brief, tuning), *rest]
        case Current.LEAVE:
            kept = replace(under_way, duration_s=at_s - under_way.start_s)
    if not rest:
        kept = replace(kept, duration_s=seconds - kept.start_s)
    return replace(plan, seconds=seconds, steps=(*before[:-1], kept, *_lay(rest, kept.end_s, seconds)))


def _lay(steps, start_s, seconds):
    for number, step in enumerate(steps):
        left = seconds - start_s
        if left <= 0:
            return
        last = number == len(steps) - 1
        laid = replace(step, start_s=start_s, duration_s=left if last else min(step.duration_s, left))
        yield laid
        start_s = laid.end_s


def _with_pressure(step, brief, tuning):
    aim = min((level(brief, tuning, where) for where in step.covers), default=LIGHT)
    deep_most = aim if tuning.deep_yes else min(aim, DEEP_ABOVE)
    most = deep_most if step.role in {Role.WORK, Role.FOCAL} else min(aim, LIGHT)
    held = min(most, step.pressure) if step.start_s < tuning.no_rise_until_s else most
    return replace(step, pressure=held)


class Rehearsal:
    """Play a session by hand: `at(seconds, command)` decides and folds, `events` keeps what happened."""

    def __init__(self, word=PressureWord.MEDIUM, plan=None, replanner=rehearse_replan, told=None, **begin):
        told = told or brief(word)
        self.replanner = replanner
        self.session = None
        self.events = []
        self.at(0, Begin("begin", told, plan or evening(told), seed=7, **begin))

    def at(self, seconds, command):
        return self.at_ms(round(seconds * 1000), command)

    def at_ms(self, now_ms, command):
        events = decide(self.session, command, now_ms, self.replanner)
        self.session = replay(self.session, events)
        self.events += events
        return events

    def advance(self, seconds):
        return self.at(seconds, Advance("advance"))

    def refused(self, seconds, command):
        """Return the sentence a command is refused with; the session must stay as it was."""
        before = self.session
        try:
            self.at(seconds, command)
        except BackrubError as refusal:
            assert self.session == before
            return str(refusal)
        raise AssertionError(f"{command} was not refused")
