"""The faults: each begins, holds for as long as whoever brings it about likes, and is over."""

import signal
from contextlib import contextmanager

from tests.faults.wire import ALL, LISTENING

_END_CONNECTIONS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


@contextmanager
def a_node_killed(nodes, rng):
    """Kill a node as a power cut does; the other one goes on, so that it is over at once."""
    node = rng.choice(nodes.all)
    node.server.kill()
    yield "over"
    node.server.start()


@contextmanager
def connections_ended(nodes, rng):
    """Let the database end every connection."""
    nodes.postgres.run_sql(_END_CONNECTIONS)
    yield "over"


@contextmanager
def database_restarted(nodes, rng):
    """Shut the database down, in order or at once as a crash does, and start it again."""
    nodes.postgres.stop(rng.choice((signal.SIGINT, signal.SIGQUIT)))
    yield
    nodes.postgres.start()


@contextmanager
def database_link_lost(nodes, rng):
    """Cut all that goes between a node and the database, or let it vanish without a word."""
    with _lost(rng.choice(nodes.all).wire, ALL, rng):
        yield


@contextmanager
def listening_lost(nodes, rng):
    """Cut only what a node is hinted at through, or let it vanish without a word."""
    with _lost(rng.choice(nodes.all).wire, LISTENING, rng):
        yield


@contextmanager
def _lost(wire, mark, rng):
    wire.mark = mark
    rng.choice((wire.cut, wire.fall_silent))()
    yield
    wire.mend()
