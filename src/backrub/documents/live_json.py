"""Write what a live session tells as it goes over the wire: a message a command, and the whole state at once."""

from typing import Any

import msgspec

from backrub.application.tell_live import Line, Standing, Teller, Told
from backrub.documents.event_json import kind_of_type
from backrub.domain.catalogue import Catalogue


def message_json(told: Told, plan: bytes | None, catalogue: Catalogue) -> bytes:
    """Return a telling as JSON in the words of a catalogue; `plan` is the guide's plan if it changed."""
    body = {
        "seq": told.seq,
        "at_ms": told.at_ms,
        "kind": kind_of_type(told.kind),
        **_standing(told.standing),
        "line": _line(told.line, catalogue),
        "heard": told.heard.worded(catalogue) if told.heard else None,
    }
    return _with_plan(body, plan)


def snapshot_json(
    standing: Standing, *, teller: Teller, now_ms: int, plan: bytes | None, catalogue: Catalogue
) -> bytes:
    """Return the whole state as JSON; `now_ms` is the session's clock, below 0 while hands get ready."""
    line = _line(teller.line, catalogue)
    return _with_plan({"now_ms": now_ms, "seq": teller.seq, **_standing(standing), "line": line}, plan)


def now_json(now_ms: int) -> bytes:
    """Return the session's clock alone as JSON."""
    return msgspec.json.encode({"now_ms": now_ms})


def _standing(standing: Standing) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(standing)
    return fields


def _line(line: Line | None, catalogue: Catalogue) -> object:
    if line is None:
        return None
    return {"text": line.saying.worded(catalogue), "tone": line.tone, "at_ms": line.at_ms}


def _with_plan(body: dict[str, Any], plan: bytes | None) -> bytes:
    return msgspec.json.encode(body if plan is None else {**body, "plan": msgspec.Raw(plan)})
