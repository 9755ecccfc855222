"""End nights that nobody closed, so that a new evening begins with a clear table."""

from contextlib import suppress
from dataclasses import replace

from backrub.application.home_ports import Nights
from backrub.application.ports import EventLog
from backrub.application.run_session import RunSession
from backrub.domain.errors import IllegalCommand, SequenceConflict
from backrub.domain.night import Night
from backrub.domain.session.commands import Advance, End
from backrub.domain.session.replanner import Replanner

NIGHT_MS = 12 * 60 * 60 * 1000
"""How long an evening may last before it belongs to an earlier day; midnight alone ends nothing."""


def end_old_nights(
    nights: Nights, log: EventLog, home_id: str, *, now_ms: int, replanner: Replanner
) -> list[Night]:
    """Close a home's open nights that were made more than `NIGHT_MS` ago, and return them.

    A session that still runs ends where it stands; what time had brought by then is recorded first.
    Raises: StoreUnavailable.
    """
    old = [n for n in nights.nights(home_id) if not n.is_over and now_ms - n.made_ms > NIGHT_MS]
    began_ms = {ref.id: ref.began_ms for ref in log.sessions(home=home_id)}
    for night in old:
        for turn in night.turns:
            if turn.session_id in began_ms:
                run = RunSession(log, turn.session_id, replanner)
                _end(run, now_ms - began_ms[turn.session_id])
        # Whoever changed it first took it up after all, or closed it as well.
        with suppress(SequenceConflict):
            nights.change_night(replace(night, is_over=True))
    return old


def _end(run: RunSession, now_ms: int) -> None:
    """End a session where it stands; one that time has brought to its end is left so."""
    run.handle(Advance("old-night"), now_ms)
    with suppress(IllegalCommand):
        run.handle(End("old-night-end"), now_ms)
