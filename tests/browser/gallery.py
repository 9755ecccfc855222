"""An evening that passes every page and state, calling `look(name, phone)` at each."""

from playwright.sync_api import expect

from backrub.domain.session.events import AskForm
from tests.browser.people import (
    begin_tonight,
    check_in,
    choose,
    goes_to,
    join,
    link_on,
    make_home,
    path_of,
    press,
)
from tests.browser.seeded import asked, let_in

BEGINS_MS = 60_000
"""Hands get ready for twenty seconds."""

STAYS = "clearTimeout(document.querySelector('live-remote').leaving)"
"""The last page of an evening goes on by itself after a while, however long it is looked at."""

HERS = {
    "part": ["receive"],
    "intention": ["ease_tension"],
    "mood": ["tense"],
    "pressure": ["firm"],
    "comfort": ["prone", "bed"],
    "minutes": ["20"],
}
HIS = {"part": ["give"], "hands": ["beginner"], "guess": ["medium"], "minutes": ["20"]}


def whole_evening(phone, look):
    """Play Cheryl's and Scott's evening on two phones, and look at everything on the way."""
    cheryl, scott = phone("Cheryl"), phone("Scott")
    _doors(cheryl, scott, look)
    _asking(cheryl, scott, look)
    _making_ready(cheryl, scott, look)
    _live(cheryl, scott, look)
    _closing(cheryl, scott, look)
    _at_rest(cheryl, scott, look)
    _the_back(cheryl, look)
    _learning(scott, look)
    _shelf_and_rhythm(cheryl, scott, look)
    _otherwise(cheryl, scott, look)


def asking_aloud(server, phone, look):
    """Look at a question in each of its wordings on both phones, and at the page that only sounds."""
    for form in AskForm:
        made = asked(server, form, home=f"asked-{form}")
        cheryl, scott = phone("Cheryl"), phone("Scott")
        let_in(scott, made.giver).open("/tonight/guide").wait_for_selector("[data-ready]")
        let_in(cheryl, made.receiver).open("/tonight/remote").wait_for_selector("[data-ready]")
        expect(cheryl.page.locator("[data-part=asks]")).to_be_visible()
        look(f"remote-asked-{form}", cheryl)
        look(f"guide-asked-{form}", scott)
    scott.open("/tonight/listen")
    look("listen", scott)


def _doors(cheryl, scott, look):
    cheryl.open("/")
    look("start", cheryl)
    cheryl.open("/what-works")
    look("what-works", cheryl)
    make_home(cheryl)
    look("invite", cheryl)
    link = link_on(cheryl)
    cheryl.open("/people")
    look("one-phone", cheryl)
    cheryl.open("/tonight")
    look("alone", cheryl)
    with scott.excuse("404"):
        scott.open("/join/unknown")
        look("link-gone", scott)
    scott.open(link)
    look("join", scott)
    join(scott, link)
    look("tonight", scott)


def _asking(cheryl, scott, look):
    begin_tonight(cheryl)
    check_in(cheryl, HERS, look=lambda question, phone: _question(look, question, phone))
    look("waiting", cheryl)
    begin_tonight(scott)
    seen = {"part", "state", "intention", "mood", "minutes"}
    check_in(scott, HIS, look=lambda question, phone: question in seen or look(f"ask-{question}", phone))


def _question(look, question, phone):
    if question == "map":
        _knot(phone.page)
    look(f"ask-{question}", phone)


def _knot(page):
    """Open the list, and say that there is a knot."""
    page.get_by_role("button", name="List").click()
    page.locator('button[value="between_blades:left"]').click()
    choose(page, 'input[value="knot"]')
    page.locator(".to-map").click()


def _making_ready(cheryl, scott, look):
    goes_to(scott.page, "/tonight/brief")
    look("brief", scott)
    goes_to(cheryl.page, "/tonight/brief")
    look("brief-of-mine", cheryl)
    scott.open("/tonight/plan")
    look("plan", scott)
    scott.page.locator(".frames a").nth(4).click()
    expect(scott.page.locator(".told-of:visible").first).to_be_visible()
    scott.page.locator(".told-of:visible").first.scroll_into_view_if_needed()
    look("plan-open", scott)
    scott.open("/tonight/plan/paper")
    look("plan-paper", scott)
    scott.open("/tonight/brief").get_by_role("button", name="I have it").click()
    goes_to(scott.page, "/tonight/ready")
    look("ready", scott)


def _live(cheryl, scott, look):
    page = scott.page
    page.get_by_role("button", name="ready").click()
    goes_to(page, "/tonight/guide")
    look("guide-soon", scott)
    goes_to(cheryl.page, "/tonight/remote")
    look("remote", cheryl)
    expect(page.locator("live-guide .picture svg").first).to_be_attached()
    cheryl.page.wait_for_function("document.querySelector('[data-part=word]').textContent !== ''")
    expect(page.locator("live-guide")).to_have_attribute("data-state", "running", timeout=BEGINS_MS)
    look("guide", scott)
    press(cheryl, "softer")
    expect(page.locator("live-guide")).to_contain_text("softer", ignore_case=True)
    look("guide-softer", scott)
    look("remote-softer", cheryl)
    for panel in ("words", "noticed"):
        page.locator(f'[data-opens="{panel}"]').click()
        look(f"guide-{panel}", scott)
        page.locator(f'[data-panel="{panel}"] [data-opens=""]').click()
    press(scott, "pause")
    expect(page.locator('[data-part="rest"]')).to_have_text("Go on")
    look("guide-paused", scott)
    press(scott, "resume")
    press(cheryl, "stop")
    expect(page.get_by_role("heading", name="Stopped.")).to_be_visible()
    look("guide-stopped", scott)
    look("remote-stopped", cheryl)
    press(scott, "end")
    expect(cheryl.page.locator('[data-part="ended"]')).to_be_visible()
    cheryl.page.evaluate(STAYS)
    look("remote-ended", cheryl)


def _closing(cheryl, scott, look):
    for one in (cheryl, scott):
        one.open("/tonight/close")
        look(f"close-{one.name}", one)
        one.page.get_by_role("link", name="How was it?").click()
        goes_to(one.page, "/tonight/close/words")
        look(f"words-{one.name}", one)
        choose(one.page, "input[name=felt]")
        one.page.get_by_role("button", name="Good night").click()
        expect(one.page.get_by_role("heading", name=f"Good night, {one.name}.")).to_be_visible()
        look(f"thanks-{one.name}", one)


def _at_rest(cheryl, scott, look):
    for path in ("history", "mine", "pin"):
        cheryl.open(f"/{path}")
        look(path, cheryl)
    cheryl.open("/mine/language")
    look("language", cheryl)
    cheryl.open("/history").get_by_role("link", name="from Scott").first.click()
    cheryl.page.wait_for_url("**/history/*")
    look("evening", cheryl)
    for one in (cheryl, scott):
        one.open("/history/insight")
        look(f"insight-{one.name}", one)
    cheryl.open("/mine/learned")
    look("learned", cheryl)
    cheryl.open("/mine/learned/between_blades:left")
    look("learned-place", cheryl)
    with cheryl.excuse("404"):
        cheryl.open("/nowhere")
        look("nothing-here", cheryl)


def _learning(scott, look):
    page = scott.open("/learn")
    look("between", scott)
    for path in ("lessons", "lessons/petrissage", "slow-hands", "scale", "more"):
        scott.open(f"/learn/{path}")
        look(f"learn-{path.rpartition('/')[2]}", scott)
    scott.open("/learn/slow-hands")
    page.get_by_role("button", name="Enough").click()
    look("learn-slow-hands-told", scott)


def _the_back(cheryl, look):
    page = cheryl.open("/learn/back")
    look("the-back", cheryl)
    page.locator('.list a[data-muscle="levator_scapulae"]').click()
    look("muscle", cheryl)
    cheryl.open("/learn/back/quiz")
    look("card", cheryl)
    page.get_by_role("button", name="Show me").first.click()
    look("card-told", cheryl)


def _shelf_and_rhythm(cheryl, scott, look):
    page = cheryl.open("/shelf/new")
    page.get_by_text("What the label says").click()
    look("shelf-new", cheryl)
    page.get_by_label("Its name").fill("Warm almond")
    choose(page, 'input[value="nuts"]')
    page.get_by_role("button", name="Put it up").click()
    goes_to(page, "/shelf")
    look("shelf", cheryl)
    page.get_by_role("link", name="Warm almond").click()
    expect(page.get_by_role("heading", name="Warm almond")).to_be_visible()
    look("shelf-thing", cheryl)
    for path in ("mine", "tried"):
        cheryl.open(f"/shelf/{path}")
        look(f"shelf-{path}", cheryl)
    for one in (cheryl, scott):
        page = one.open("/rhythm/times")
        choose(page, 'input[value="FR-20:00"]')
        if one is cheryl:
            look("rhythm-times", one)
        page.get_by_role("button", name="Put away").click()
        goes_to(page, "/rhythm")
        look(f"rhythm-{one.name}", one)
    scott.open("/rhythm/calendar").get_by_role("button", name="Make an address").click()
    expect(scott.page.locator(".address")).to_be_visible()
    look("rhythm-calendar", scott)


def _otherwise(cheryl, scott, look):
    for one in (cheryl, scott):
        begin_tonight(one)
        check_in(one, {"part": ["receive"]})
    look("settle", scott)
    scott.page.get_by_role("button", name="Not tonight").click()
    expect(scott.page.get_by_role("heading", name="Tonight is not the evening.")).to_be_visible()
    look("not-tonight", scott)
    assert path_of(scott.page) == "/tonight"
