"""Small evenings, briefs, slots, strokes and options, to try the parts of planning one by one."""

from dataclasses import replace

from backrub.domain.back import Side, Site, sides_of
from backrub.domain.check_in import Evening, Frame, GiverCheckIn, HealthAnswer, ReceiverCheckIn
from backrub.domain.plan import Phase, Role, Stand
from backrub.domain.planner.pressing import Pressed
from backrub.domain.planner.repertoire import Option
from backrub.domain.planner.slot import Slot
from backrub.domain.stroke import Evidence, Family, Hands, Needs, Stroke, Suits, Tool, Travel
from tests.rehearsal import brief

STROKE = Stroke(
    key="glide",
    term="effleurage",
    name="long glide",
    family=Family.GLIDE,
    tools=(Tool.PALM,),
    direction="along",
    pressure=(1.0, 4.0),
    speed_cm_s=(3.0, 6.0),
    cycle_s=None,
    dose_s=(10, 120),
    sites=frozenset(Site),
    needs=Needs.ANY,
    hands=Hands.TOGETHER,
    focal=False,
    practised_only=False,
    travel=Travel("lanes"),
    suits=Suits(),
    how="Glide.",
    mistake="Too fast.",
    cautions=("Beside the spine.",),
    source="here",
    evidence=Evidence.DEFAULT,
)
SLOT = Slot(
    phase=Phase.WORK,
    role=Role.WORK,
    site=Site.MID_BACK,
    side=Side.BOTH,
    covers=sides_of(Site.MID_BACK, Side.BOTH),
    stand=Stand.BEHIND,
    seconds=40,
)


def a_stroke(key, **changes):
    return replace(STROKE, key=key, **changes)


def an_option(key, tool=Tool.PALM, suits=1.0):
    return Option(a_stroke(key, tools=(tool,)), tool, suits)


def a_slot(site=Site.MID_BACK, side=Side.BOTH, **changes):
    return replace(SLOT, site=site, side=side, covers=changes.pop("covers", sides_of(site, side)), **changes)


def pressed(slots_and_options, *, pressure=2.0):
    """Return slots one after the other, each with its options."""
    done, start_s = [], 0
    for slot, options in slots_and_options:
        done.append(Pressed(slot, start_s, pressure, tuple(options)))
        start_s += slot.seconds
    return done


def a_brief(**changes):
    """Return the small evening's brief; `minutes`, `position`, `surface` and so on go to its frame."""
    small = brief()
    framed = {name: changes.pop(name) for name in list(changes) if hasattr(small.frame, name)}
    return replace(small, frame=replace(small.frame, **framed), **changes)


def an_evening(*receiver_health, giver_health=(), frame=None, giver=None, **receiver):
    """Return an evening in which health was asked of both; a key stands for an answer without a place."""
    plain = Evening(
        frame or Frame(minutes=15),
        ReceiverCheckIn(name="Cheryl", health=_answers(receiver_health)),
        GiverCheckIn(name="Scott", health=_answers(giver_health), **(giver or {})),
    )
    return replace(plain, receiver=replace(plain.receiver, **receiver))


def _answers(health):
    return tuple(HealthAnswer(a) if isinstance(a, str) else a for a in health)
