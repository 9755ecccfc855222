"""Two real nodes on one real PostgreSQL, and between all of them links that can be cut."""

from contextlib import ExitStack, contextmanager

from tests.browser.server import Server
from tests.browser.tcp_proxy import TcpProxy
from tests.commands import BACKRUB
from tests.faults.wire import Wire

DATABASE = "faults"
"""A database of their own: other tests empty theirs while nodes run."""


class Node:
    """Hold one server, the link that phones reach it by, and its link to the database."""

    def __init__(self, home, wire, key_file):
        home.mkdir()
        address = f"postgresql://backrub@127.0.0.1:{wire.port}/{DATABASE}"
        command = [str(BACKRUB), "serve", "--database", address, "--key-file", str(key_file)]
        self.server = Server(home, command=command)
        self.wire = wire
        self.link = TcpProxy(self.server.port)

    @property
    def door(self):
        """Return the address that phones know."""
        return f"http://127.0.0.1:{self.link.port}"


class Nodes:
    """Hold the database, its address for tests, and the nodes that share it."""

    def __init__(self, postgres, address, key_file, nodes):
        self.postgres = postgres
        self.address = address
        self.key_file = key_file
        self.all = nodes

    def logs(self):
        """Return what the nodes wrote."""
        return "\n".join(f"--- {node.server.home.name}\n{node.server.log}" for node in self.all)


@contextmanager
def two_nodes(postgres, folder):
    """Give two nodes that run, and end them afterwards."""
    key_file = folder / "key"
    for statement in (f"DROP DATABASE IF EXISTS {DATABASE}", f"CREATE DATABASE {DATABASE}"):
        postgres.run_sql(statement)
    address = f"postgresql://backrub@127.0.0.1:{postgres.port}/{DATABASE}"
    with ExitStack() as stack:
        nodes = []
        for name in ("one", "two"):
            wire = stack.enter_context(Wire(postgres.port))
            node = Node(folder / name, wire, key_file)
            stack.callback(node.server.stop)
            stack.enter_context(node.link)
            node.server.start()
            nodes.append(node)
        yield Nodes(postgres, address, key_file, nodes)
