"""Ports for the programs that tests start."""

import socket


def free_port():
    """Return a port of this machine that nobody else is given while this process lives; any program may listen there.

    A port that is only looked up and let go may be another's before a program listens, or while one is restarted.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # whoever listens says so too
    holder.bind(("127.0.0.1", 0))
    port = holder.getsockname()[1]
    holder.detach()  # bound, never listening, until this process ends
    return port
