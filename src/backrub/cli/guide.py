"""Guide an evening: choose who plays the receiver and who watches, then let it pass."""

import signal
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

from backrub.application.ports import EventLog, Recorded
from backrub.application.simulated_couple import next_moment
from backrub.bootstrap import Asked, read_asked, record
from backrub.cli.clock import SessionClock
from backrub.cli.guide_loop import play_through
from backrub.cli.output import say_outcome, write
from backrub.config import Settings
from backrub.domain.errors import BadInput

PLAN_SEED = 0
"""What `plan` shows without --seed is what `guide` guides."""


@dataclass(frozen=True, slots=True)
class GuideOptions:
    """Hold what a person asked of the guide; `simulated` is the couple's seed, None for people at the keys."""

    file: Path
    settings: Settings
    simulated: int | None
    speed: float
    jsonl: bool
    fresh: bool


def guide_evening(options: GuideOptions) -> int:
    """Guide the evening in a file and return the exit status.

    Raises: BadInput, StoreUnavailable.
    """
    asked = read_asked(options.file)
    status = say_outcome(asked.tonight(None, seed=PLAN_SEED).plan)
    if status:
        return status
    if options.simulated is None and not sys.stdin.isatty():
        raise BadInput("The guide listens to keys and needs a terminal; or give --receiver simulated:7.")
    signal.signal(signal.SIGTERM, _leave)
    with record(options.settings) as log:
        _guide(asked, log, options)
    return 0


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Leave through every open door, so that the terminal is as it was."""
    raise KeyboardInterrupt


def _guide(asked: Asked, log: EventLog, options: GuideOptions) -> None:
    going_on = None if options.fresh else asked.unfinished(log)
    run, told = asked.take_up(log, seed=PLAN_SEED, go_on_with=going_on)
    session = run.session
    clock = SessionClock(session.last_ms if session else 0, options.speed)
    write_events(told)
    play_through(run, partial(next_moment, options.simulated or 0), clock, write_events)


def write_events(recorded: list[Recorded]) -> None:
    """Print events, one a line; they are durable."""
    from backrub.documents.event_json import event_line

    write("".join(f"{event_line(one.seq, one.event)}\n" for one in recorded).encode())
