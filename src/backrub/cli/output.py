"""Write answers to the outside: documents as they are, the outcome of an evening kindly."""

import sys
from pathlib import Path

from backrub.cli.exit_status import DONE, NOT_TODAY
from backrub.domain.errors import BadInput
from backrub.domain.plan import Plan


def write(data: bytes) -> None:
    """Write bytes at once and as they are, whatever letters the terminal has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_file(path: Path, data: bytes) -> None:
    """Write bytes to a file.

    Raises: BadInput, if it cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise BadInput(f"{path} cannot be written ({why}); name another file.") from error


def say_outcome(plan: Plan) -> int:
    """Say on stderr why hands stay away tonight, if they do, and return the exit status."""
    if plan.outcome.has_plan:
        return DONE
    for reason in plan.reasons:
        sys.stderr.write(f"{reason.text}\n")
    sys.stderr.flush()
    return NOT_TODAY
