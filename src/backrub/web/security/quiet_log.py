"""Logs that say what failed and where, and never what anyone wrote."""

import logging
from asyncio import CancelledError
from traceback import walk_tb
from typing import TextIO


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
        error = record.exc_info[1] if record.exc_info else None
        said = f"{what_failed(error)}" if error else record.getMessage()
        return f"{record.levelname.lower()}: {said}"


def log_quietly(stream: TextIO) -> None:
    """Send warnings of this process to a stream, in words that hold nothing private."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(QuietFormatter())
    handler.addFilter(_is_news)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _is_news(record: logging.LogRecord) -> bool:
    """Return False for what only says that streams end when the server does."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, CancelledError) or str(record.msg).startswith("Cancel %s running task"))
