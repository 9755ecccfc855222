"""Give browser tests a real server, phones with links that can be cut, and one Chromium a worker."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import NoBrowser, a_browser
from tests.browser.phone import PATIENCE_MS, phones_of
from tests.browser.server import Server

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser():
    """Give one browser for all tests of this worker."""
    if os.environ.get("BACKRUB_NO_BROWSER") == "1":
        pytest.skip("BACKRUB_NO_BROWSER=1")
    try:
        with a_browser() as running:
            yield running
    except NoBrowser as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def server(tmp_path):
    """Give the real server, fresh, in a process of its own."""
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def phone(browser, server):
    """Return what makes a phone by name (see `phones_of`)."""
    with phones_of(browser, server) as make:
        yield make
