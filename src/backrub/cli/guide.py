"""Guide an evening: choose who plays the receiver and who watches, then let it pass."""

import os
import signal
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from secrets import token_hex

from backrub.application.ports import EventLog, SessionRef
from backrub.application.run_session import RunSession
from backrub.application.simulated_couple import next_moment
from backrub.bootstrap.evening import Asked, read_asked, record
from backrub.cli.clock import SessionClock
from backrub.cli.closing import closing
from backrub.cli.guide_loop import Stage, Watcher, play_live, play_through, standing, time_alone
from backrub.cli.keys import Keys, single_keys
from backrub.cli.leaving import leave_well
from backrub.cli.output import say_outcome
from backrub.cli.privately import asked_privately, goes_on
from backrub.cli.remote import Noticing, press
from backrub.cli.watchers import EventLines, LiveScreen, PlainLines
from backrub.config import Settings
from backrub.domain.errors import BadInput
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker
from backrub.domain.session.commands import Command, End
from backrub.domain.session.state import Session, State

PLAN_SEED = 0
"""What `plan` shows without --seed is what `guide` guides."""

_OVER = frozenset({State.DEBRIEFED})
_HANDS_OFF = frozenset({State.ENDED, State.DEBRIEFED})


@dataclass(frozen=True, slots=True)
class GuideOptions:
    """Hold what a person asked of the guide; `simulated` is a couple's seed, None for people at the keys."""

    file: Path
    settings: Settings
    simulated: int | None
    speed: float
    jsonl: bool
    fresh: bool

    @property
    def is_live(self) -> bool:
        """Return whether the whole screen is drawn."""
        return not self.jsonl and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    @property
    def has_keys(self) -> bool:
        """Return whether someone sits at the keys."""
        return sys.stdin.isatty() and (self.simulated is None or self.is_live)


def guide_evening(options: GuideOptions) -> int:
    """Guide the evening in a file and return the exit status.

    Raises: BadInput, StoreUnavailable.
    """
    asked = read_asked(options.file)
    if status := say_outcome(asked.tonight(None, seed=PLAN_SEED).plan):
        return status
    if options.simulated is None and not options.has_keys:
        raise BadInput("The guide listens to keys and needs a terminal; or give --receiver simulated:7.")
    leave_well()
    with record(options.settings) as log:
        going_on = _to_go_on_with(asked, log, options)
        if going_on or _is_welcome(asked, log, options):
            _guide(asked, log, going_on, options)
    return 0


def _to_go_on_with(asked: Asked, log: EventLog, options: GuideOptions) -> SessionRef | None:
    going_on = None if options.fresh else asked.unfinished(log)
    if going_on and options.is_live and options.has_keys and not goes_on():
        return None
    return going_on


def _is_welcome(asked: Asked, log: EventLog, options: GuideOptions) -> bool:
    """Show both the brief before hands touch, and return whether they begin."""
    if options.simulated is not None or not options.is_live:
        return True
    from backrub.cli.opening import welcomed

    return welcomed(asked.tonight(log, seed=PLAN_SEED))


def _guide(asked: Asked, log: EventLog, going_on: SessionRef | None, options: GuideOptions) -> None:
    run, told = asked.take_up(log, seed=PLAN_SEED, go_on_with=going_on)
    session = standing(run)
    clock = SessionClock(session.last_ms, options.speed)
    speaker = Speaker(session.brief, asked.catalogue, Tuning())
    with ExitStack() as doors:
        listener = Listener(doors.enter_context(single_keys()) if options.has_keys else None)
        watcher = _watcher(options, doors, speaker, listener)
        watcher.show(told, session)
        simulated = options.simulated
        moments = time_alone if simulated is None else partial(next_moment, simulated)
        stage = Stage(moments, clock, watcher)
        if options.is_live or options.has_keys:
            play_live(run, stage, listener, until=_HANDS_OFF if simulated is None else _OVER)
        else:
            _end_what_was_stopped(run, stage)
            play_through(run, stage)
        if simulated is None and options.is_live and standing(run).completed:
            watcher.draw(standing(run), clock.now_ms())
            listener.wait_for_any()
    _close(run, stage, speaker, options)


def _end_what_was_stopped(run: RunSession, stage: Stage) -> None:
    """End a session that someone stopped before it was cut off: only a person may say that it goes on."""
    session = standing(run)
    if session.state is State.STOPPED:
        stage.watcher.show(run.handle(End(f"end-{session.seq}"), session.last_ms), session)


def _watcher(options: GuideOptions, doors: ExitStack, speaker: Speaker, listener: "Listener") -> Watcher:
    if options.jsonl:
        return EventLines()
    if not options.is_live:
        return PlainLines(speaker)
    from rich.live import Live

    from backrub.cli.palette import candle_console

    # Suspended, the whole screen would stay behind.
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    live = Live(console=candle_console(), screen=True, auto_refresh=False)
    return LiveScreen(doors.enter_context(live), speaker, lambda: listener.noticing)


def _close(run: RunSession, stage: Stage, speaker: Speaker, options: GuideOptions) -> None:
    """Ask how it was, unless a simulated couple said so already, and thank."""
    if standing(run).state is State.ENDED:
        with asked_privately(speaker) as ask:
            debrief = closing(standing(run), speaker.catalogue, ask)
        stage.watcher.show(run.handle(debrief, stage.clock.now_ms()), standing(run))
    if not options.jsonl:
        sys.stdout.write(f"{speaker.catalogue.say('closing.thanks')}\n")


class Listener:
    """Turn keys into commands, remembering how far noting something has got."""

    def __init__(self, keys: Keys | None) -> None:
        self._keys = keys
        self._ids = (f"key-{token_hex(4)}-{n}" for n in count())
        self.noticing: Noticing | None = None

    def __call__(self, seconds: float, session: Session) -> Command | None:
        """Wait at most so many real seconds for a key and return what it asks of the session."""
        if self._keys is None:
            time.sleep(seconds)
            return None
        key = self._keys.wait(seconds)
        if key is None:
            return None
        pressed = press(key, self.noticing, session, next(self._ids))
        self.noticing = pressed.noticing
        return pressed.command

    def wait_for_any(self) -> None:
        """Wait for any key, without hurry."""
        while self._keys is not None and self._keys.wait(1.0) is None:
            pass
