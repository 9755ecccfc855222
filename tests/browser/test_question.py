"""A question on both phones: in its own words, answered by one tap, and gone with the answer."""

import time

from playwright.sync_api import expect

from backrub.application.run_session import RunSession
from backrub.domain.session.commands import Advance
from backrub.domain.session.events import Answer, AskForm, QuestionAnswered, QuestionAsked
from backrub.domain.session.state import current_step
from tests.begun import begin, replanner
from tests.browser.seeded import let_in, record_of
from tests.browser.server import wait_until

AGO_S = 130
SAID = "Ask: softer or firmer, if you could?"


def asked(server, form):
    """Return an evening in which the step under way has just been asked about."""
    with record_of(server) as store:
        made = begin(store, began_ms=time.time_ns() // 1_000_000 - AGO_S * 1000)
        run = RunSession(store.log, made.session_id, replanner())
        run.handle(Advance("until-now"), AGO_S * 1000)
        question = QuestionAsked(AGO_S * 1000, current_step(run.session).id, form)
        store.log.append(made.session_id, "ask", [question], expected_seq=run.session.seq)
    return made


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
    wait_until(lambda: answers(server, made.session_id) == [Answer.FIRMER], most_s=5)
    expect(scott.page.locator("[data-part=aside]")).not_to_have_text(SAID)
    expect(cheryl.page.locator("[data-part=asks]")).to_be_hidden()
