"""Find a Chromium to test with: the one named, the system's, or Playwright's own; nothing is downloaded."""

import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "The browser tests need Chromium or Google Chrome: install one, or name it in BACKRUB_CHROMIUM, "
    "or set BACKRUB_NO_BROWSER=1 to leave them out."
)
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--autoplay-policy=no-user-gesture-required",
    # A name that is not localhost is no secure context; every other name leads nowhere.
    "--host-resolver-rules=MAP evening.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


class NoBrowser(Exception):
    """Say in one sentence that there is no browser, and what to do."""


def find_chromium(playwright_path, environ=os.environ, which=shutil.which):
    """Return the path of the browser; the named one outranks the system's, and that Playwright's own."""
    if named := environ.get("BACKRUB_CHROMIUM"):
        if which(named) is None:
            raise NoBrowser(f"BACKRUB_CHROMIUM names {named}, which is not a program that can be run.")
        return named
    if system := next(filter(None, map(which, NAMES)), None):
        return system
    if not Path(playwright_path).exists():
        raise NoBrowser(MISSING)
    return str(playwright_path)


@contextmanager
def a_browser():
    """Give a running browser.

    Raises: NoBrowser.
    """
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


def main():
    """Print the path of the browser, or why there is none."""
    with sync_playwright() as playwright:
        try:
            print(find_chromium(playwright.chromium.executable_path))  # noqa: T201
        except NoBrowser as missing:
            sys.exit(str(missing))


if __name__ == "__main__":
    main()
