"""Give browser tests a real server, phones with links that can be cut, and one Chromium a worker."""

import os
from contextlib import ExitStack

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, NoBrowser, find_chromium
from tests.browser.phone import SCREEN, WITHOUT, Phone
from tests.browser.server import Server
from tests.browser.tcp_proxy import TcpProxy


@pytest.fixture(scope="session")
def browser():
    """Give one browser for all tests of this worker."""
    if os.environ.get("BACKRUB_NO_BROWSER") == "1":
        pytest.skip("BACKRUB_NO_BROWSER=1")
    with sync_playwright() as playwright:
        try:
            path = find_chromium(playwright.chromium.executable_path)
        except NoBrowser as missing:
            pytest.fail(str(missing), pytrace=False)
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def server(tmp_path):
    """Give the real server, fresh, in a process of its own."""
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def phone(browser, server):
    """Return what makes a phone by name; at the end nothing may have gone wrong on any.

    `plain` reaches the server over http under a name that is not localhost, `bare` also takes away what
    plain http lacks; any other option is one of a Playwright context.
    """
    phones = []
    with ExitStack() as stack:

        def make(name="Cheryl", *, plain=False, bare=False, **options):
            link = stack.enter_context(TcpProxy(server.port))
            wishes = {"viewport": SCREEN, "has_touch": True, "color_scheme": "dark", "locale": "en-GB"}
            context = browser.new_context(**{**wishes, **options})
            context.set_default_timeout(20_000)
            stack.callback(context.close)
            if bare:
                context.add_init_script(WITHOUT)
            host = "evening.test" if plain or bare else "127.0.0.1"
            made = Phone(name, context, context.new_page(), link, host).watch()
            phones.append(made)
            return made

        yield make
        troubles = [trouble for each in phones for trouble in each.unexcused()]
    assert troubles == []
