"""Write what happened in a session as one line of JSON an event, and describe those lines.

The lines are the operator's own log: a debriefed line holds what the receiver said privately.
"""

import json
import re
from dataclasses import fields
from typing import Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Struct, defstruct

from backrub.documents.plan_json import PlanDocument, plan_document
from backrub.domain.back import SiteSide
from backrub.domain.brief import AskedSpot, Brief, Outcome
from backrub.domain.check_in import Pace, Position, Surface
from backrub.domain.plan import Plan
from backrub.domain.pressure import PressureWord
from backrub.domain.session.events import Event


class BriefDocument(Struct, frozen=True, kw_only=True):
    """What the giver may know of the evening, and nothing from which an answer could be guessed."""

    giver: str
    receiver: str
    outcome: Outcome
    minutes: int
    position: Position
    surface: Surface
    clothed: bool
    oil: bool
    cradle: bool
    pressure: PressureWord
    pace: Pace
    spots: tuple[AskedSpot, ...]
    leave_out: tuple[SiteSide, ...]
    words: tuple[str, ...]


_OUTSIDE_TYPES: dict[str, object] = {
    "brief": BriefDocument,
    "plan": PlanDocument,
    "tension_after": dict[SiteSide, int],
}
_WITHHELD = frozenset({"learned", "history", "paces", "taste"})
"""What the plan knew of earlier evenings is the receiver's own."""


def kind_of(event: Event) -> str:
    """Return the outside name of an event, e.g. step_began."""
    return kind_of_type(type(event))


def kind_of_type(event: type[Event]) -> str:
    """Return the outside name of a class of events."""
    return _kind(event)


def event_line(seq: int, event: Event) -> str:
    r"""Return an event as one line of JSON without its line break.

    The line is plain ASCII, so that nothing a person typed can break it: other characters are written \uXXXX.
    """
    names = [field.name for field in fields(event) if field.name not in _WITHHELD]
    body = {name: _outside(name, getattr(event, name)) for name in names}
    line = {"seq": seq, "at_ms": body.pop("at_ms"), "kind": kind_of(event), **body}
    return json.dumps(line, separators=(",", ":"))


def event_schema() -> dict[str, Any]:
    """Return the JSON Schema of one line: one of the kinds of events."""
    kinds, components = msgspec.json.schema_components(
        [event_type(event) for event in get_args(Event)], ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Backrub session event, one a line",
        "oneOf": list(kinds),
        "$defs": components,
    }


def event_type(event: type) -> type[Struct]:
    """Return the type of the line that an event class is written as."""
    head = {"seq": int, "at_ms": int, "kind": Literal[_kind(event)]}
    inside = {name: kind for name, kind in get_type_hints(event).items() if name not in _WITHHELD}
    members = head | inside | {name: kind for name, kind in _OUTSIDE_TYPES.items() if name in inside}
    summary = str(event.__doc__).partition("\n")[0]
    return defstruct(event.__name__, list(members.items()), namespace={"__doc__": summary})


def _kind(event: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower()


def _outside(name: str, value: object) -> object:
    match value:
        case Brief():
            return _brief(value)
        case Plan():
            return plan_document(value)
        case float():
            return round(float(value), 2)
        case tuple() if name == "tension_after":
            return {str(where): tension for where, tension in value}
    return msgspec.to_builtins(value)


def _brief(brief: Brief) -> object:
    frame = brief.frame
    document = BriefDocument(
        giver=brief.giver,
        receiver=brief.receiver,
        outcome=brief.outcome,
        minutes=frame.minutes,
        position=frame.position,
        surface=frame.surface,
        clothed=frame.clothed,
        oil=frame.oil,
        cradle=frame.cradle,
        pressure=brief.wish.pressure,
        pace=brief.wish.pace,
        spots=brief.spots,
        leave_out=tuple(where for where in SiteSide if where in brief.leave_out),
        words=brief.words,
    )
    return msgspec.to_builtins(document)
