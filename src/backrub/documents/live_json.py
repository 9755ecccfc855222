"""Write what a live session tells as it goes over the wire: a message a command, and the whole state at once."""

from typing import Any

import msgspec

from backrub.application.tell_live import Line, Standing, Told
from backrub.documents.event_json import kind_of_type


def message_json(told: Told, plan: bytes | None) -> bytes:
    """Return a telling as JSON; `plan` is the guide's plan if it changed."""
    body = {
        "seq": told.seq,
        "at_ms": told.at_ms,
        "kind": kind_of_type(told.kind),
        **_standing(told.standing),
        "line": _line(told.line),
        "heard": told.heard,
    }
    return _with_plan(body, plan)


def snapshot_json(
    standing: Standing, *, seq: int, now_ms: int, line: Line | None, plan: bytes | None
) -> bytes:
    """Return the whole state as JSON; `now_ms` is the session's clock, below 0 while hands get ready."""
    return _with_plan({"now_ms": now_ms, "seq": seq, **_standing(standing), "line": _line(line)}, plan)


def now_json(now_ms: int) -> bytes:
    """Return the session's clock alone as JSON."""
    return msgspec.json.encode({"now_ms": now_ms})


def _standing(standing: Standing) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(standing)
    return fields


def _line(line: Line | None) -> object:
    return None if line is None else msgspec.to_builtins(line)


def _with_plan(body: dict[str, Any], plan: bytes | None) -> bytes:
    return msgspec.json.encode(body if plan is None else {**body, "plan": msgspec.Raw(plan)})
