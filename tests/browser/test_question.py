"""A question on both phones: in its own words, answered by one tap, and gone with the answer."""

from playwright.sync_api import expect

from backrub.domain.session.events import Answer, AskForm, QuestionAnswered
from tests.browser.seeded import asked, let_in, record_of
from tests.browser.server import wait_until

SAID = "Ask: Softer or firmer, if you could?"


def answers(server, session_id):
    with record_of(server) as store:
        log = store.log.read(session_id)
    return [one.event.answer for one in log if isinstance(one.event, QuestionAnswered)]


def test_a_choice_is_put_in_its_own_words_and_answered_by_a_tap(server, phone):
    cheryl, scott = phone("cheryl"), phone("scott")
    made = asked(server, AskForm.CHOICE)
    let_in(scott, made.giver).open("/tonight/guide").wait_for_selector("[data-ready]")
    let_in(cheryl, made.receiver).open("/tonight/remote").wait_for_selector("[data-ready]")
    expect(scott.page.locator("[data-part=aside]")).to_have_text(SAID)
    expect(cheryl.page.locator("[data-part=asked]")).to_have_text("Softer or firmer, if you could?")
    for one in (scott, cheryl):
        assert one.accessibility() == []
        assert one.overflow() == 0
    cheryl.page.locator("[value='answer:firmer']").click()
    wait_until(lambda: answers(server, made.session_id) == [Answer.FIRMER])
    expect(scott.page.locator("[data-part=aside]")).not_to_have_text(SAID)
    expect(cheryl.page.locator("[data-part=asks]")).to_be_hidden()
