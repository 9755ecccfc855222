"""Measure two nodes on one PostgreSQL: how soon a press is on the other phone, and what a thousand live homes cost.

Adds its section to benchmarks/results.md. The floors of the same run: a bare INSERT with its commit on the same
server, and a bare Starlette that passes a press on in memory and keeps nothing.
"""

import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from benchmarks.results import keep
from benchmarks.web_load import Load, Loaded, Phone
from benchmarks.web_running import begin_homes, beside, form_headers, run_load, serving
from tests.begun import Begun
from tests.browser.server import Server
from tests.commands import BACKRUB
from tests.postgres import Postgres

from backrub.storage.store import open_store

TITLE = "## Two nodes on one PostgreSQL"
OPEN_FILES = 8000
FEW, MANY = 100, 1000
ROUNDS = 3
FLOOR_INSERTS = 300
PRESSES_A_SECOND = 100
PRESSES_A_HOME = PRESSES_A_SECOND / MANY
LONG_S = 30
WARMING, WARM_S = 20, 3
BAR_P99_MS = 250
CREATE = "CREATE TABLE floor (session TEXT, seq BIGINT, body TEXT, PRIMARY KEY (session, seq))"
INSERT = "INSERT INTO floor VALUES ($1, $2, $3)"


def main() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < OPEN_FILES:
        sys.exit(f"The bench opens thousands of connections; allow {OPEN_FILES} open files (ulimit -Hn).")
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, hard))
    keep("\n".join(_section()))


@dataclass(frozen=True, slots=True)
class Nodes:
    """Hold two nodes, the PostgreSQL under them, and where the key lies."""

    postgres: Postgres
    key_file: Path
    both: tuple[Server, Server]

    def begin(self, homes: range) -> list[Begun]:
        """Begin a session in each of these homes."""
        with open_store(self.postgres.address, key_file=self.key_file) as store:
            return begin_homes(store, homes)

    def load(self, begun: list[Begun], *, rate: float, seconds: float) -> Loaded:
        """Return what came of presses; the two phones of a home are on different nodes, pressers on both."""
        phones = [
            Phone(one.session_id, f"backrub_device={token}", self.both[(number + place) % 2].port)
            for number, one in enumerate(begun)
            for place, token in enumerate((one.receiver, one.giver))
        ]
        port = self.both[0].port
        pids = tuple(node.pid for node in self.both)
        database = self.postgres.process.pid
        return run_load(Load(port, tuple(phones), rate, seconds, form_headers(port), "", pids, database))


@contextmanager
def _nodes() -> Iterator[Nodes]:
    postgres = Postgres()
    try:
        postgres.start()
        with tempfile.TemporaryDirectory() as folder:
            key_file = Path(folder) / "house.key"
            command = [str(BACKRUB), "serve", "--database", postgres.address, "--key-file", str(key_file)]
            first, second = Path(folder) / "first", Path(folder) / "second"
            first.mkdir()
            second.mkdir()
            with serving(first, command) as one, serving(second, command) as other:
                yield Nodes(postgres, key_file, (one, other))
    finally:
        postgres.remove()


def _section() -> Iterator[str]:
    yield from (TITLE, "")
    yield (
        "Everything over loopback on one machine: two nodes, PostgreSQL and the load are processes of their own and "
        "share its cores. The two phones of a home are on different nodes, and presses come in at both, at their times "
        "whether or not earlier ones were answered; a press counts once both phones have it."
    )
    yield from _soon()
    yield from _many()


# Soon


def _soon() -> Iterator[str]:
    """Measure a press and its floors in turn."""
    with _nodes() as nodes:
        begun = nodes.begin(range(FEW))
        rounds = [
            (
                *(_insert_ms(nodes.postgres, rate=rate) for rate in (None, PRESSES_A_SECOND)),
                *(_in_memory(), _pressed(nodes, begun)),
            )
            for _ in range(ROUNDS)
        ]
    insert, paced, memory, press = (statistics.median(each) for each in zip(*rounds, strict=True))
    bar = 3 * insert + 4 * memory
    yield ""
    yield (
        f"| press → other phone, p50 ms, the middle of {ROUNDS} rounds | measured | bar |\n|---|---:|---:|"
    )
    yield f"| bare INSERT and its commit (asyncpg), one right after another | {insert:.2f} | |"
    yield f"| the same, {PRESSES_A_SECOND} a second as presses come, with rests between | {paced:.2f} | |"
    yield f"| bare Starlette in memory, {2 * FEW} streams | {memory:.2f} | |"
    yield (
        f"| Backrub, from node to node, {2 * FEW} streams | {press:.2f} | "
        f"≤ 3 · {insert:.2f} + 4 · {memory:.2f} = {bar:.2f}; with the paced INSERT {3 * paced + 4 * memory:.2f} |"
    )


def _insert_ms(postgres: Postgres, *, rate: float | None) -> float:
    return statistics.median(asyncio.run(_inserts_ms(postgres.address, rate)))


async def _inserts_ms(address: str, rate: float | None) -> list[float]:
    """Return how many milliseconds each of many inserts took, so many a second or one right after another."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(CREATE)
        times_ms, began = [], time.perf_counter()
        for number in range(FLOOR_INSERTS):
            if rate:
                await asyncio.sleep(began + number / rate - time.perf_counter())
            start = time.perf_counter()
            await connection.execute(INSERT, "session", number, "x" * 200)
            times_ms.append((time.perf_counter() - start) * 1000)
        await connection.execute("DROP TABLE floor")
        return times_ms
    finally:
        await connection.close()


def _in_memory() -> float:
    with tempfile.TemporaryDirectory() as folder, beside("bare", Path(folder) / "floor") as (port, pid):
        phones = tuple(Phone(str(number // 2)) for number in range(2 * FEW))
        return run_load(Load(port, phones, PRESSES_A_SECOND, pids=(pid,))).p50_ms


def _pressed(nodes: Nodes, begun: list[Begun]) -> float:
    return nodes.load(begun, rate=PRESSES_A_SECOND, seconds=3).p50_ms


# Many homes


def _many() -> Iterator[str]:
    """Measure few homes and many, each home pressing as often."""
    at_few, at_many = _live(FEW), _live(MANY)
    yield ""
    yield (
        f"Live homes, each with {PRESSES_A_HOME:g} presses a second, for {LONG_S} s. What a home costs has "
        "all of it: presses, steps that begin, pings."
    )
    yield ""
    yield (
        "| live homes | streams | presses a second | delivered | p50 ms | p99 ms | nodes, of a core | PostgreSQL "
        "| load | ms of a core a press | kB a stream | kB a home |"
    )
    yield "|---:" * 12 + "|"
    yield from (_row(FEW, at_few), _row(MANY, at_many))
    yield from _bars(at_few, at_many)


def _live(homes: int) -> Loaded:
    """Return what so many live homes do and cost on nodes that are warm: what comes once is no cost of a home."""
    with _nodes() as nodes:
        nodes.load(nodes.begin(range(homes, homes + WARMING)), rate=PRESSES_A_SECOND, seconds=WARM_S)
        return nodes.load(nodes.begin(range(homes)), rate=PRESSES_A_HOME * homes, seconds=LONG_S)


def _row(homes: int, loaded: Loaded) -> str:
    cells = (
        *(homes, 2 * homes, f"{loaded.posts / loaded.seconds:.0f}", f"{loaded.delivered / loaded.posts:.1%}"),
        *(f"{loaded.p50_ms:.1f}", f"{loaded.p99_ms:.1f}", f"{loaded.server_core_s / loaded.seconds:.0%}"),
        *(f"{loaded.database_core_s / loaded.seconds:.0%}", f"{loaded.load_core_s / loaded.seconds:.0%}"),
        *(f"{_core_ms(loaded):.1f}", f"{loaded.kb_a_stream:.0f}", f"{2 * loaded.kb_a_stream:.0f}"),
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def _bars(few: Loaded, many: Loaded) -> Iterator[str]:
    yield ""
    yield f"| {MANY:,} live homes | measured | bar |\n|---|---:|---:|"
    yield f"| delivered | {many.delivered / many.posts:.1%} | 100 % |"
    yield f"| presses sent again because the record was away | {many.tried_again} | |"
    yield f"| p99 ms | {many.p99_ms:.0f} | ≤ {BAR_P99_MS} |"
    yield f"| core time a press ÷ that with {FEW} homes | {_core_ms(many) / _core_ms(few):.2f} | flat: ≤ 1.25 |"
    yield f"| memory a home ÷ that with {FEW} homes | {many.kb_a_stream / few.kb_a_stream:.2f} | flat: ≤ 1.25 |"


def _core_ms(loaded: Loaded) -> float:
    """Return the milliseconds of a core that nodes and database spend on a press and all that comes with it."""
    return (loaded.server_core_s + loaded.database_core_s) * 1000 / loaded.posts


if __name__ == "__main__":
    main()
