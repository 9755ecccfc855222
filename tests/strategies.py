"""What Hypothesis draws: any value the types allow, kept small; sense is not asked for here."""

from dataclasses import fields
from typing import get_args

from hypothesis import strategies as st

from backrub.domain.back import Group, Site, SiteSide
from backrub.domain.brief import AskedSpot, Brief, Reason, Wish
from backrub.domain.plan import Cue, Plan, SetUpItem, Step, Why
from backrub.domain.session.events import Event
from backrub.domain.stroke import TouchKind

numbers = st.floats(allow_nan=False, allow_infinity=False)
site_sides = st.sampled_from(SiteSide)


def few(items: st.SearchStrategy) -> st.SearchStrategy[tuple]:
    return st.lists(items, max_size=3).map(tuple)


steps = st.builds(
    Step,
    site=st.sampled_from([*Site, *Group]),
    covers=few(site_sides),
    pressure=numbers,
    speed_cm_s=st.none() | numbers,
    cycle_s=st.none() | numbers,
    cues=few(st.builds(Cue)),
    ask=st.booleans(),
    why=few(st.builds(Why)),
)
plans = st.builds(Plan, reasons=few(st.builds(Reason)), set_up=few(st.builds(SetUpItem)), steps=few(steps))
briefs = st.builds(
    Brief,
    wish=st.builds(Wish, kinds=st.frozensets(st.sampled_from(TouchKind))),
    reasons=few(st.builds(Reason)),
    spots=few(st.builds(AskedSpot)),
    ceilings=st.dictionaries(site_sides, numbers),
    words=few(st.text()),
)

_FIELDS = {
    "at_ms": st.integers(0, 2**63 - 1),
    "brief": briefs,
    "plan": plans,
    "pressure": numbers,
}
events: st.SearchStrategy[Event] = st.one_of(
    [
        st.builds(
            kind, **{field.name: _FIELDS[field.name] for field in fields(kind) if field.name in _FIELDS}
        )
        for kind in get_args(Event)
    ]
)
"""An event of any kind; a kind added to the domain is drawn without a line here."""
