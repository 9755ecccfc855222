"""A phone in somebody's hand: a browser of its own, a link of its own, and an eye on all it does wrong."""

import os
import re
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from tests.browser.held_link import HeldLink
from tests.browser.tcp_proxy import TcpProxy

NAMES_HERE = {"127.0.0.1", "localhost", "evening.test"}
PATIENCE_MS = 20_000
HARMLESS = "Transition was"
"""What Chromium says of a cross-fade that the next page cut short."""

CUT_SHORT = ("ERR_ABORTED", "interrupted by another navigation")
GOING_ON = 3
"""How often a page may go on by itself just as it is left."""

SCREEN = {"width": 390, "height": 844}
WITHOUT = """
for (const [where, name] of [[Navigator, 'wakeLock'], [Navigator, 'mediaDevices'],
  [Navigator, 'serviceWorker'], [Crypto, 'randomUUID'], [Crypto, 'subtle']]) {
  Object.defineProperty(where.prototype, name, {value: undefined, configurable: true});
}
"""
COLOURS_SETTLED = """() => Promise.all(document.getAnimations().filter(one => one instanceof CSSTransition)
  .map(one => one.finished.catch(() => undefined))).then(() => true)"""
"""Half way from one colour to another, words may be hard to read."""

SMALL_TARGETS = """least => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [role=button], [tabindex="0"]')]
  .map(one => one.closest('label') ?? one.labels?.[0] ?? one)
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && !one.closest('.vh, [inert]') && !one.closest('p, small'))
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width > 1 && Math.min(box.width, box.height) < least - 0.5)
  .map(([one, box]) => `${one.outerHTML.slice(0, 90)} is ${Math.round(box.width)} by ${Math.round(box.height)}`)
"""


@dataclass
class Phone:
    """Hold one browser context with its page, and collect what went wrong on it."""

    name: str
    context: BrowserContext
    page: Page
    link: TcpProxy
    host: str = "127.0.0.1"
    troubles: list = field(default_factory=list)
    excused: list = field(default_factory=list)

    @property
    def origin(self):
        """Return scheme, host and port under which this phone knows the server."""
        return f"http://{self.host}:{self.link.port}"

    def watch(self):
        """Collect errors of scripts and pages, refusals of the content policy, and requests to others."""
        self.context.on("console", self._on_console)
        self.context.on("weberror", self._on_error)
        self.context.on("request", self._on_request)
        return self

    def open(self, path="/"):
        """Go to an address of the server; again, for as long as the page is just going on by itself."""
        for _ in range(GOING_ON):
            try:
                self.page.goto(self.origin + path)
            except PlaywrightError as error:
                if not any(said in str(error) for said in CUT_SHORT):
                    raise
                if f'another navigation to "{self.origin}{path}"' in str(error):  # an earlier try of ours
                    self.page.wait_for_url(self.origin + path)
                    return self.page
                self.page.wait_for_load_state()
            else:
                return self.page
        self.page.goto(self.origin + path)
        return self.page

    @contextmanager
    def excuse(self, pattern):
        """Let console errors pass that match, because this test brings them about."""
        self.excused.append(re.compile(pattern))
        yield
        self.page.evaluate("1")  # what the page said before has arrived with the answer
        self.excused.pop()

    def unexcused(self):
        """Return everything that went wrong."""
        return [f"{self.name}: {trouble}" for trouble in self.troubles]

    def arrived(self):
        """Return the page once all of it is there; just after an address changed it may have no element."""
        self.page.wait_for_load_state()
        return self.page

    def accessibility(self):
        """Return what axe finds on the page as it stands, a line each."""
        self.arrived().evaluate(COLOURS_SETTLED)
        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]

    def small_targets(self, least=44):
        """Return what can be pressed and is smaller than `least` CSS pixels, a line each."""
        return self.arrived().evaluate(SMALL_TARGETS, least)

    def overflow(self):
        """Return by how many pixels the page is wider than the screen."""
        return self.arrived().evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    def _on_error(self, error):
        if HARMLESS not in str(error.error):
            self.troubles.append(f"script: {error.error}")

    def _on_console(self, message):
        text = message.text
        if message.type == "error" and not any(known.search(text) for known in self.excused):
            self.troubles.append(f"console: {text} ({message.location.get('url', '')})")

    def _on_request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname not in NAMES_HERE:
            self.troubles.append(f"a request to another host: {request.url}")


@contextmanager
def phones_of(browser, server):
    """Give what makes phones that reach a server; at the end nothing may have gone wrong on any.

    Where a test fails, what each phone shows is kept beside the server's record.

    `plain` reaches the server over http under a name that is not localhost, `bare` also takes away what
    plain http lacks; `through` is the link; any other option is one of a Playwright context.
    """
    phones = []
    with ExitStack() as stack:

        def make(name="Cheryl", *, plain=False, bare=False, through=_link_to, **options):
            link = stack.enter_context(through(server.port))
            wishes = {"viewport": SCREEN, "has_touch": True, "color_scheme": "dark", "locale": "en-GB"}
            context = browser.new_context(**{**wishes, **options})
            context.set_default_timeout(PATIENCE_MS)
            stack.callback(_put_away, context)
            if bare:
                context.add_init_script(WITHOUT)
            host = "evening.test" if plain or bare else "127.0.0.1"
            phones.append(Phone(name, context, context.new_page(), link, host).watch())
            return phones[-1]

        try:
            yield make
        except BaseException:
            for each in phones:
                each.page.screenshot(path=server.home / f"{each.name}.png")
            raise
        troubles = [trouble for each in phones for trouble in each.unexcused()]
    assert troubles == [], "\n".join(troubles)


def _put_away(context):
    """Close a context whose pages rest: Chromium never answers where one is closed just as its page goes on."""
    for page in context.pages:
        for _ in range(GOING_ON):
            with suppress(PlaywrightError):  # where it went on by itself at this moment
                page.goto("about:blank")
                break
    context.close()


def _link_to(port):
    """Return a link to a port, one that holds every answer for BACKRUB_HELD_S seconds if that is set."""
    held_s = float(os.environ.get("BACKRUB_HELD_S", "0"))
    return HeldLink(port, held_s) if held_s else TcpProxy(port)
