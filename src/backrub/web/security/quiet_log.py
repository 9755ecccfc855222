"""Logs that say what failed and where, and never what anyone wrote."""

import json
import logging
from asyncio import CancelledError
from datetime import UTC, datetime
from traceback import walk_tb
from typing import TextIO

from backrub.config import LogForm

_OURS = "backrub"
_OF_REQUESTS = "backrub.requests"


def what_failed(error: BaseException) -> str:
    """Return the kind of an error and the places it came through, without its words."""
    places = [
        f"{frame.f_globals.get('__name__', '?')}:{line}" for frame, line in walk_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} at {' < '.join(reversed(places[-4:]))}"


class QuietFormatter(logging.Formatter):
    """Write records on one line, an exception without its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return level and message; what an exception says is left out."""
        return f"{record.levelname.lower()}: {_said(record)}"


class JsonFormatter(logging.Formatter):
    """Write records as one JSON object a line, with the name of this node among others."""

    def __init__(self, node: str) -> None:
        super().__init__()
        self._node = node

    def format(self, record: logging.LogRecord) -> str:
        """Return time, level, event and node, and what our own records tell beside."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"time": at, "level": record.levelname.lower(), "event": _said(record), "node": self._node}
        return json.dumps(told | getattr(record, "told", {}))


def _said(record: logging.LogRecord) -> str:
    """Return what a record says; of others' records no more than their first line, nothing filled in."""
    error = record.exc_info[1] if record.exc_info else None
    if error:
        return what_failed(error)
    return record.getMessage() if record.name.startswith(_OURS) else str(record.msg).partition("\n")[0]


def log_quietly(stream: TextIO, *, form: LogForm = LogForm.PLAIN, node: str = "") -> None:
    """Send what this process tells to a stream, in words that hold nothing private.

    In words it is trouble alone; as JSON also every request.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter(node) if form is LogForm.JSON else QuietFormatter())
    handler.addFilter(_is_news)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(_OF_REQUESTS).setLevel(logging.INFO if form is LogForm.JSON else logging.WARNING)


def _is_news(record: logging.LogRecord) -> bool:
    """Return False for what only says that streams end when the server does."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, CancelledError) or str(record.msg).startswith("Cancel %s running task"))
