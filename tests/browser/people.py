"""What Cheryl and Scott do with their phones: make a home, check in, make ready; as people do, by tapping."""

from urllib.parse import urlsplit


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
    return urlsplit(phone.page.locator("details.link p").text_content()).path


def join(phone, link):
    """Follow a link and give a name."""
    page = phone.open(link)
    page.get_by_label("Your name").fill(phone.name)
    page.get_by_role("button", name="Come in").click()
    goes_to(page, "/tonight")


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


def make_ready(giver, *, delay="0"):
    """Read the wish as the giver, and begin."""
    page = giver.page
    goes_to(page, "/tonight/brief")
    page.get_by_role("button", name="I have it").click()
    goes_to(page, "/tonight/ready")
    choose(page, f'input[name="delay_s"][value="{delay}"]')
    page.get_by_role("button", name="ready").click()
    goes_to(page, "/tonight/guide")


def press(phone, name):
    """Tap a zone of the guide or the remote."""
    phone.page.locator(f'button[name="press"][value="{name}"]:visible').first.click()
