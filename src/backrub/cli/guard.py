"""Stand between every command and the person: a result, or one sentence and an exit status."""

import io
import os
import sys
import traceback
from collections.abc import Sequence

from backrub.cli.exit_status import BAD_INPUT, DONE, FAILED, INTERRUPTED
from backrub.domain.errors import BackrubError, BadInput


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; whatever goes wrong is one sentence on stderr."""
    try:
        status = _run_app(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough.
        _close_output()
        return FAILED
    except Exception as error:  # noqa: BLE001  # nobody is shown a traceback unasked
        return _fail(error)
    return status


def _run_app(arguments: Sequence[str]) -> int:
    import typer
    from typer.exceptions import TyperException

    from backrub.cli.app import app

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that a terminal lacks or garbles becomes a mark.
            stream.reconfigure(errors="replace")
    try:
        status = app(list(arguments), prog_name="backrub", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except TyperException as error:
        return _say(_usage(error), BAD_INPUT)
    return status if isinstance(status, int) else DONE


def _usage(error: Exception) -> str:
    """Return a fault of the command line as one sentence."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "backrub"
    message = str(getattr(error, "format_message", error.__str__)())
    return f"{' '.join(message.split()).rstrip('.')}; {command} --help tells what is allowed."


def _fail(error: Exception) -> int:
    """Say what failed; BACKRUB_DEBUG=1 shows where."""
    if os.environ.get("BACKRUB_DEBUG") == "1":
        traceback.print_exception(error)
    if isinstance(error, BackrubError):
        return _say(str(error), BAD_INPUT if isinstance(error, BadInput) else FAILED)
    if isinstance(error, OSError):
        _close_output()
        reason = (error.strerror or type(error).__name__).lower()
        return _say(
            f"Reading or writing failed ({reason}); look for room and permission, then try again.", FAILED
        )
    return _say(
        f"Something in Backrub is not as it should be ({type(error).__name__}); "
        "BACKRUB_DEBUG=1 before the command shows where.",
        FAILED,
    )


def _say(sentence: str, status: int) -> int:
    try:
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
    except OSError:
        # Nobody is left to tell; the status still does.
        return status
    return status


def _close_output() -> None:
    """Send what is still buffered nowhere, so that leaving does not fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
