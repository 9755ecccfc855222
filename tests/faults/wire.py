"""A link between a node and its database of which all connections can be hit by a fault, or only those that listen."""

from tests.browser.tcp_proxy import Link, Overheard, TcpProxy

LISTENING = b"backrub hints"
"""How a connection that listens names itself when it is opened."""

ALL = b""


class Wire(TcpProxy):
    """Cut or silence the connections whose first words hold a mark; all others pass."""

    def __init__(self, target_port):
        super().__init__(target_port)
        self.mark = ALL
        self._fault = Link.OPEN
        self._said = {}

    def _set(self, link):
        self._fault = link
        if link is not Link.OPEN:
            for task in [task for task, said in self._said.items() if self.mark in said]:
                self._hit(task)

    def _hit(self, task):
        if self._fault is Link.CUT:
            task.cancel()
        else:
            self._silent.add(task)

    async def _carry(self, task, reader, writer):
        self._said[task] = b""
        try:
            await super()._carry(task, reader, writer)
        finally:
            del self._said[task]

    async def _pass(self, task, reader, writer):
        await super()._pass(task, Overheard(reader, lambda chunk: self._overhear(task, chunk)), writer)

    def _overhear(self, task, chunk):
        """Keep how a connection begins, and let a fault under way hit it once it is known for what it is."""
        if len(self._said[task]) < 1000:
            self._said[task] += chunk
        if self._fault is not Link.OPEN and self.mark in self._said[task]:
            self._hit(task)
