"""Set Hypothesis up so that every run draws the same examples, and tell apart what coverage measures."""

import logging
import os
from pathlib import Path

import coverage
import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from tests.postgres import NoPostgres, Postgres

settings.register_profile("same_every_time", derandomize=True, deadline=None)
settings.register_profile("soak", max_examples=2000, derandomize=False, deadline=None, print_blob=True)
settings.load_profile("same_every_time")
# Hypothesis also tries numbers and words of every module that is imported, which are others in each worker: without
# them the same examples are drawn whatever runs beside.
providers._get_local_constants = lambda: providers._local_constants

# A line for every request would bury what a failing test has to say.
logging.getLogger("httpx").setLevel(logging.WARNING)

if "PYTEST_XDIST_WORKER" in os.environ:
    # Coverage follows the workers, but not the programs that tests start, kill and starve of disk.
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)

NO_BROWSER = "BACKRUB_NO_BROWSER=1"
NO_POSTGRES = "BACKRUB_NO_POSTGRES=1"
NO_SMALL_DISK = "no small disk can be mounted here, which takes root"
TESTS = Path(__file__).parent
MEASURED = {"unit", "property"}
UNTRACED = {"web", "audio", "speech"}
"""Folders whose tests say little of the domain and take minutes if traced; so do those of pages that tell nothing."""


def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=8, help="how often a running program is killed")
    parser.addoption("--faults", type=int, default=3, help="how often each fault comes to two nodes")
    parser.addoption("--seed", type=int, default=None, help="the seed of a run that failed, to run it again")
    parser.addoption("--outage", type=float, default=6, help="for how many seconds a server stays away")
    parser.addoption("--listening", type=float, default=8, help="for how many seconds live sound is heard")


@pytest.fixture(scope="session")
def postgres():
    """Give one running PostgreSQL server for all tests of this worker."""
    if os.environ.get("BACKRUB_NO_POSTGRES") == "1":
        pytest.skip(NO_POSTGRES)
    try:
        server = Postgres()
    except NoPostgres as missing:
        pytest.fail(str(missing), pytrace=False)
    server.start()
    yield server
    server.remove()


@pytest.fixture
def kills(request):
    """Return how often to kill what runs; script/soak asks for more."""
    return request.config.getoption("--kills")


@pytest.fixture
def outage_s(request):
    """Return for how many seconds a killed server stays away; script/soak asks for a minute."""
    return request.config.getoption("--outage")


@pytest.fixture
def listening_s(request):
    """Return for how many seconds to listen to a live sound; script/soak listens for two minutes."""
    return request.config.getoption("--listening")


def pytest_collection_modifyitems(items):
    """Mark unit and property tests; thousands of evenings (the fixture `many`) take minutes if traced."""
    for item in items:
        parts = item.path.relative_to(TESTS).parts
        takes_minutes = "many" in getattr(item, "fixturenames", ()) or "nothing" in item.path.stem
        if parts[0] in MEASURED and not takes_minutes and UNTRACED.isdisjoint(parts):
            item.add_marker(pytest.mark.measured)


def pytest_sessionfinish():
    """Let a worker save what it measured at once: a busy machine may end it before it has gone by itself."""
    measuring = coverage.Coverage.current()
    if measuring and "PYTEST_XDIST_WORKER" in os.environ:
        measuring.save()


def pytest_terminal_summary(terminalreporter):
    """Say aloud how many tests did not run for want of a browser, a PostgreSQL, or a disk to fill."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())]
    for wanting in (NO_BROWSER, NO_POSTGRES, NO_SMALL_DISK):
        if left_out := sum(wanting in why for why in skipped):
            terminalreporter.write_sep("!", f"{left_out} tests did not run: {wanting}")
