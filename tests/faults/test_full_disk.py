"""The database's disk fills up in the middle of a back rub: presses wait until there is room, and none is lost."""

import asyncio
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest

from tests.faults.judged import judged
from tests.faults.load import until
from tests.faults.nodes import two_nodes
from tests.postgres import Postgres

NO_SMALL_DISK = "no small disk can be mounted here, which takes root"
SIZE = "192m"
BEFORE_S = (0.1, 0.6)
NOTICED_WITHIN_S = 10.0
CHUNK = bytes(64 * 1024)


@pytest.fixture
def small_disk():
    """Give a folder on a disk of its own, as small as a database can be."""
    folder = Path(tempfile.mkdtemp(prefix="small-disk-"))
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder]
    if subprocess.run(mounting, check=False, capture_output=True).returncode:
        folder.rmdir()
        pytest.skip(NO_SMALL_DISK)
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


@pytest.fixture
def nodes(postgres, small_disk, tmp_path):
    """Give two nodes on a PostgreSQL of their own, whose disk is small; where none is wanted, there is none."""
    del postgres
    folder = small_disk / "postgres"
    folder.mkdir()
    server = Postgres(folder)
    server.start()
    try:
        with two_nodes(server, tmp_path) as running:
            yield running
    finally:
        server.remove()


@contextmanager
def filled(postgres):
    """Leave no room on the database's disk."""
    ballast = postgres.folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(CHUNK):
            pass
    yield
    ballast.unlink()
    if postgres.process.poll() is not None:  # it may have had to give up; whoever makes room starts it again
        postgres.start()


def test_nothing_is_lost_or_doubled_while_the_disk_is_full(nodes, times, seed):
    rng = Random(seed)

    async def trouble(under_way):
        for number in range(1, times + 1):
            await asyncio.sleep(rng.uniform(*BEFORE_S))
            complained = nodes.logs().count(" is full; ")
            full = filled(nodes.postgres)
            await asyncio.to_thread(full.__enter__)
            await until(lambda: nodes.logs().count(" is full; ") > complained, most_s=NOTICED_WITHIN_S)  # noqa: B023
            assert nodes.logs().count(" is full; ") > complained, "nobody noticed that the disk was full"
            await asyncio.to_thread(full.__exit__, None, None, None)
            under_way.is_over(f"full disk {number} (--seed {seed})")
            await under_way.all_live()

    judged(nodes, rng, trouble)
