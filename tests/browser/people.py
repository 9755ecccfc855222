"""What Cheryl and Scott do with their phones: make a home, check in, make ready; as people do, by tapping."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

ANSWER_UNSEEN = """async (answers) => {
  let shown = await fetch('/tonight');
  for (let path; (path = new URL(shown.url).pathname).startsWith('/tonight/check-in/');) {
    const body = new URLSearchParams(answers[path.split('/').at(-1)] ?? {skip: '1'});
    body.set('_csrf_token', document.querySelector('meta[name=csrf]').content);
    shown = await fetch(path, {method: 'POST', body});
  }
}"""

IS_OVER = "[data-part=ended]:not([hidden]), .quiet-moment"


def path_of(page):
    """Return the address a page shows, without its host."""
    return urlsplit(page.url).path


def goes_to(page, path):
    """Wait until a page is at an address."""
    page.wait_for_url(lambda url: urlsplit(url).path == path, wait_until="commit")


def choose(page, selector):
    """Tap the words of an answer."""
    page.locator(f"label:has({selector})").first.click()


def make_home(phone):
    """Open the first page, give a name, and come to the link for the other phone."""
    page = phone.open("/")
    page.get_by_label("Your name").fill(phone.name)
    page.get_by_role("button", name="Begin").click()
    goes_to(page, "/invite")


def link_on(phone):
    """Return the path of the link that a phone shows."""
    return urlsplit(phone.arrived().locator("details.link p").text_content()).path


def join(phone, link):
    """Follow a link and give a name."""
    page = phone.open(link)
    page.get_by_label("Your name").fill(phone.name)
    page.get_by_role("button", name="Come in").click()
    goes_to(page, "/tonight")


def two_phones(phone, **options):
    """Give Cheryl and Scott, just moved in, a phone each."""
    cheryl, scott = (phone(name, **options) for name in ("Cheryl", "Scott"))
    make_home(cheryl)
    join(scott, link_on(cheryl))
    return cheryl, scott


def share_phone(phone, other):
    """Let someone else use this phone too."""
    page = phone.page
    page.get_by_role("link", name="One phone is plenty").click()
    page.get_by_label("The other name").fill(other)
    page.get_by_role("button", name="Share this phone").click()
    goes_to(page, "/tonight")


def begin_tonight(phone):
    """Tap Begin on the page of tonight."""
    phone.open("/tonight").get_by_role("button", name="Begin").click()
    phone.page.wait_for_url("**/tonight/check-in/**", wait_until="commit")


def check_in(phone, answers, *, look=None):
    """Answer what is asked: values by question, all else as it stands; the last one puts them away.

    `look` is called with each question, answered.
    """
    page = phone.page
    while path_of(page).startswith("/tonight/check-in/"):
        here = page.url
        question = here.rpartition("/")[2]
        for value in answers.get(question, ()):
            choose(page, f'input[value="{value}"]')
        if look:
            look(question, phone)
        page.locator("form .go").click()
        page.wait_for_url(lambda url, here=here: url != here, wait_until="commit")


def check_in_unseen(phone, answers):
    """Answer what is asked, a field and its value by question, all else skipped; no page is drawn meanwhile."""
    phone.arrived().evaluate(ANSWER_UNSEEN, answers)
    phone.open("/tonight")


def make_ready(giver, *, delay="0", look=None):
    """Read the wish as the giver, and begin; `look` is called with the page before."""
    page = giver.page
    goes_to(page, "/tonight/brief")
    page.get_by_role("button", name="I have it").click()
    goes_to(page, "/tonight/ready")
    if look:
        look(page)
    choose(page, f'input[name="delay_s"][value="{delay}"]')
    page.get_by_role("button", name="ready").click()
    goes_to(page, "/tonight/guide")


def press(phone, name):
    """Tap a zone of the guide or the remote."""
    phone.page.locator(f'button[name="press"][value="{name}"]:visible').first.click()


def comes_to_the_close(phone):
    """Go from the last word of guide or remote to the quiet moment, as it does by itself after a while."""
    phone.page.locator(IS_OVER).first.wait_for()
    phone.open("/tonight/close")


def answer_closing(phone, *, keep=""):
    """Answer the closing questions, with a few words to keep if there are any."""
    page = phone.page
    page.get_by_role("link", name="How was it?").click()
    goes_to(page, "/tonight/close/words")
    choose(page, "input[name=felt]")
    if keep:
        page.get_by_text("A few words for next time").click()
        page.get_by_label("What would you like to keep?").fill(keep)
    page.get_by_role("button", name="Good night").click()


def say_goodnight(phone, *, keep=""):
    """Answer the closing questions, and read the thanks."""
    answer_closing(phone, keep=keep)
    expect(phone.page.get_by_role("heading", name=f"Good night, {phone.name}.")).to_be_visible()


def put_up(page, kind, name, *ticks):
    """Put something on the shelf by tapping."""
    page.get_by_role("link", name="Put something up").click()
    goes_to(page, "/shelf/new")
    choose(page, f'input[value="{kind}"]')
    page.get_by_label("Its name").fill(name)
    if ticks:
        page.get_by_text("What the label says").click()
    for tick in ticks:
        choose(page, f'input[value="{tick}"]')
    page.get_by_role("button", name="Put it up").click()
    goes_to(page, "/shelf")
