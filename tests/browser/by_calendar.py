"""A server whose days pass as tests say; many tests may share it, each with a home of its own.

From one address ten homes may be made an hour: more tests than that need a server more.
"""

from contextlib import contextmanager

from tests.browser.days_later import Calendar
from tests.browser.server import Server


@contextmanager
def by_calendar(folder, *, looks_s=0.5):
    """Give a calendar and the server that goes by it, and looks at it so often; 0: as often as it is served."""
    calendar = Calendar(folder, looks_s=looks_s)
    running = Server(folder, command=calendar.command)
    running.start()
    try:
        yield calendar, running
    finally:
        running.stop()
