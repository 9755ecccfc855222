"""The back and its cards in a real browser: by finger, by keyboard, without scripts, and without a connection."""

import pytest
from playwright.sync_api import expect

from backrub.bootstrap.quiz import CARDS, deck
from backrub.documents.cards_json import read_cards
from tests.begun import move_in
from tests.browser.people import goes_to, path_of
from tests.browser.seeded import let_in, record_of
from tests.browser.server import Server, wait_until

CUT = r"net::ERR_|Failed to load resource|Failed to fetch"
QUIZ = "/learn/back/quiz"
IS_KEPT = """path => caches.match(path).then(kept => Boolean(kept))"""
FILES_MISSING = """async paths => {
  const pages = await Promise.all(paths.map(path => caches.match(path, {ignoreVary: true}).then(page => page.text())));
  const named = pages.flatMap(text => [...text.matchAll(/"(\\/static\\/[^"#]+)/g)].map(([, file]) => file));
  const loaded = performance.getEntriesByType('resource').map(one => one.name).filter(one => one.includes('/static/'));
  const files = [...named, ...loaded];
  const kept = await Promise.all(files.map(file => caches.match(file, {ignoreVary: true})));
  return files.filter((file, at) => !kept[at]);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Give one server to all tests here; each has a home of its own."""
    running = Server(tmp_path_factory.mktemp("atlas"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def home(request, server):
    """Let a home of its own have moved in."""
    with record_of(server) as store:
        move_in(store, request.node.name)
    return request.node.name


@pytest.fixture
def cheryl(phone, home):
    """Return what makes Cheryl's phone, let in."""
    return lambda **options: let_in(phone("Cheryl", **options), f"{home}-receiver-token")


@pytest.fixture
def known(server, home):
    """Return what tells the cards that Cheryl has answered, as the record has them."""

    def read():
        with record_of(server) as store:
            kept = store.keepsakes.keepsake(f"{home}-cheryl", CARDS.name)
            return set(read_cards(kept.text)) if kept else set()

    return read


def shape(page, muscle):
    return page.locator(f'svg a.muscle[data-muscle="{muscle}"]')


def card(page):
    return page.locator(".card:not([hidden])")


def say(page, words):
    """Choose an answer of the card that is shown."""
    card(page).locator(f'.choice[value="{words}"]').click()


def say_what_is_right(page):
    key = card(page).get_attribute("data-card")
    say(page, deck()[key].answer)
    return key


def test_tapping_lights_a_muscle_and_going_back_puts_it_out(cheryl):
    page = cheryl().open("/learn/back")
    heading = page.get_by_role("heading", level=1)
    shape(page, "latissimus_dorsi").locator(".body path").click(force=True)
    expect(heading).to_have_text("The broad muscle of the flank")
    assert path_of(page) == "/learn/back/latissimus_dorsi"
    expect(page.locator("#about-latissimus_dorsi")).to_contain_text("The lowest ribs: no pressure")
    expect(page.locator(".zone-near.lit").first).to_be_visible()
    page.go_back()
    expect(heading).to_have_text("The back")
    expect(page.locator(".zone-near.lit")).to_have_count(0)


def test_the_keyboard_alone_reaches_every_layer_and_its_muscles(cheryl):
    one = cheryl(reduced_motion="reduce")
    page = one.open("/learn/back")
    expect(shape(page, "erector_spinae")).to_be_hidden()
    page.get_by_role("link", name="Deepest").press("Enter")
    shape(page, "erector_spinae").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The long strands beside the spine")
    page.locator('.list a[data-muscle="rhomboids"]').press("Enter")
    expect(shape(page, "rhomboids")).to_have_class("muscle layer layer-2 lit")
    assert one.accessibility() == []
    assert one.small_targets() == []


def test_cards_are_told_at_once_and_kept(cheryl, known):
    one = cheryl()
    page = one.open(QUIZ)
    asked = [say_what_is_right(page)]
    expect(card(page).locator(".told")).to_contain_text("Yes.")
    assert one.accessibility() == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    while card(page).get_attribute("data-card").partition(".")[0] != "place":
        asked.append(say_what_is_right(page))
        card(page).locator(".next").click()
    asked.append(key := card(page).get_attribute("data-card"))
    shape(card(page), deck()[key].answer).press("Enter")
    expect(card(page).locator(".told")).to_contain_text("Yes.")
    wait_until(lambda: known() == set(asked))
    page.get_by_role("link", name="Enough for today").click()
    goes_to(page, "/learn/back")


def test_after_one_visit_the_back_and_its_cards_need_no_connection(cheryl, known):
    one = cheryl()
    page = one.open("/learn/back")
    for path in ("/learn/back", QUIZ):
        wait_until(lambda path=path: page.evaluate(IS_KEPT, path))
    wait_until(lambda: page.evaluate(FILES_MISSING, ["/learn/back", QUIZ]) == [])
    with one.excuse(CUT):
        one.link.cut()
        one.open("/learn/back/teres")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "The muscles at the outer edge of the blade"
        )
        one.open(QUIZ)
        asked = [say_what_is_right(page)]
        card(page).locator(".next").click()
        asked.append(card(page).get_attribute("data-card"))
        card(page).get_by_role("button", name="Show me").click()
        one.open(QUIZ)
        assert card(page).get_attribute("data-card") not in asked
        assert known() == set()
        one.link.mend()
        one.open(QUIZ)
        wait_until(lambda: known() == set(asked))
    wait_until(lambda: page.evaluate("Object.values(localStorage)") == ["[]"])


def test_a_shared_phone_keeps_the_back_and_nobodys_cards(phone, server, home):
    with record_of(server) as store:
        store.people.set_pin_hash(f"{home}-scott", "a hash")
    page = let_in(phone("both"), f"{home}-shared-token").open(QUIZ)
    expect(card(page)).to_be_visible()
    wait_until(lambda: page.evaluate(IS_KEPT, "/learn/back"))
    wait_until(lambda: page.evaluate(FILES_MISSING, ["/learn/back"]) == [])
    assert not page.evaluate(IS_KEPT, QUIZ)


def test_on_plain_http_an_open_page_works_on_and_sends_later(cheryl, known):
    one = cheryl(bare=True)
    page = one.open(QUIZ)
    with one.excuse(CUT):
        one.link.cut()
        first = say_what_is_right(page)
        card(page).locator(".next").click()
        one.link.mend()
        second = say_what_is_right(page)
        wait_until(lambda: known() == {first, second})


def test_the_back_and_its_cards_work_without_scripts(cheryl, known):
    page = cheryl(java_script_enabled=False).open("/learn/back?layer=2")
    shape(page, "rhomboids").locator(".body path").click(force=True)
    goes_to(page, "/learn/back/rhomboids")
    expect(page.locator("#about-rhomboids")).to_be_visible()
    page.get_by_role("link", name="A few cards").click()
    asked = say_what_is_right(page)
    goes_to(page, f"{QUIZ}/told")
    expect(page.locator(".told")).to_contain_text("Yes.")
    assert known() == {asked}
    page.get_by_role("link", name="Next").click()
    expect(card(page)).not_to_have_attribute("data-card", asked)
