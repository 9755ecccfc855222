"""Which planned questions are put, in which words, and which are left out."""

from dataclasses import replace

import pytest
from tests.lived import year
from tests.rehearsal import Rehearsal, brief, evening

from backrub.application.learn_taste import taste_of
from backrub.domain.back import Site, both_sides
from backrub.domain.plan import Cue
from backrub.domain.preferences import Taste
from backrub.domain.pressure import PressureWord
from backrub.domain.session import asking
from backrub.domain.session.asking import form_now
from backrub.domain.session.events import AskForm, QuestionAsked
from backrub.domain.session.evidence import AnswerHeard
from backrub.domain.session.state import current_step

IN_TOPS, IN_KNOT = 110, 166
KNOWN = taste_of(year([3] * 6)).to_json()


def asking_in(*names, long_s=60, **changes):
    """Return the plan that asks only in these steps, the one called "tops" so many seconds long."""
    steps, start_s = [], 0
    for step in evening(brief()).steps:
        longer = long_s if step.id == "tops" else step.duration_s
        steps.append(replace(step, start_s=start_s, duration_s=longer, ask=step.id in names))
        start_s += longer
    return replace(evening(brief()), seconds=start_s, steps=tuple(steps), **changes)


def asked(play):
    return [(event.step, event.form.value) for event in play.events if isinstance(event, QuestionAsked)]


def played(plan, seconds=IN_KNOT, **begin):
    play = Rehearsal(plan=plan, **begin)
    play.advance(seconds)
    return play


def test_on_a_first_evening_the_first_two_questions_stand():
    assert [step for step, _ in asked(played(asking_in("warm", "knot", "low"), 400))] == ["warm", "knot"]


def test_who_is_known_is_not_asked_what_is_known():
    play = played(asking_in("tops"), IN_TOPS, history=True, taste=KNOWN)
    assert asked(play) == []


def test_who_is_new_to_it_is_asked_where_hands_will_work_long():
    play = played(asking_in("tops", long_s=900), IN_TOPS, history=True)
    assert [step for step, _ in asked(play)] == ["tops"]


def test_what_tonight_told_makes_a_question_less_worth():
    session = played(asking_in("tops", long_s=900), IN_TOPS - 6, history=True).session
    step = current_step(session)
    frank = ((3.8, -1), (2.2, 1), (3.0, 0))
    told = tuple(AnswerHeard(0, where, *said, AskForm.LEVEL) for said in frank for where in step.covers)
    assert form_now(session, step) is not None
    assert form_now(replace(session, evidence=told * 3), step) is None


def test_where_nothing_is_learned_nothing_is_asked():
    plan = asking_in("tops", long_s=900)
    tops = replace(plan.steps[3], site=Site.SCALP, covers=both_sides(Site.SCALP))
    on_the_scalp = replace(plan, steps=(*plan.steps[:3], tops, *plan.steps[4:]))
    assert asked(played(on_the_scalp, IN_TOPS, history=True)) == []


def deep_after_tops():
    """Return a plan that goes deep at the tops of the shoulders once a question there brings a yes."""
    plan = asking_in("tops")
    tops = next(step for step in plan.steps if step.id == "tops")
    index = plan.steps.index(tops)
    opening = replace(tops, duration_s=30, pressure=3.5, cues=(Cue("ask.deeper", "A little deeper?", 105),))
    deep = replace(tops, id="deep", start_s=130, duration_s=30, move_s=0, pressure=4.0, ask=False)
    return replace(plan, steps=(*plan.steps[:index], opening, deep, *plan.steps[index + 1 :]))


def test_the_question_that_opens_depth_is_always_put():
    play = played(deep_after_tops(), IN_TOPS, history=True, taste=KNOWN, told=brief(PressureWord.DEEP))
    assert asked(play) == [("tops", "deeper")]


def test_once_there_was_a_yes_it_counts_as_any_other():
    play = played(deep_after_tops(), 99, history=True, taste=KNOWN, told=brief(PressureWord.DEEP))
    after = replace(play.session, fresh_yes=frozenset(play.session.plan.steps[3].covers), begun=4)
    assert current_step(after).id == "tops"
    assert form_now(after, current_step(after)) is None


@pytest.mark.parametrize(
    ("worth", "lot", "form"),
    [
        ("level", 1, AskForm.LEVEL),
        ("choice", 1, AskForm.CHOICE),
        ("level", 0, AskForm.CHOICE),
        (None, 0, None),
    ],
)
def test_the_wording_follows_the_learner_and_takes_turns_for_everyone(monkeypatch, worth, lot, form):
    monkeypatch.setattr(asking, "_worth", lambda *_: worth and AskForm(worth))
    monkeypatch.setattr(asking.zlib, "crc32", lambda _: lot)
    session = played(asking_in("tops"), IN_TOPS - 6, history=True).session
    assert form_now(session, current_step(session)) is form


def test_a_planned_deeper_keeps_its_words_where_it_is_worth_asking(monkeypatch):
    monkeypatch.setattr(asking, "_worth", lambda *_: AskForm.CHOICE)
    session = played(deep_after_tops(), 101, history=True).session
    yes = replace(session, fresh_yes=frozenset(current_step(session).covers))
    assert form_now(yes, current_step(yes)) is AskForm.DEEPER


def test_a_taste_of_another_version_asks_as_on_a_first_evening():
    plan = asking_in("tops", long_s=900)
    newer = Taste().to_json().replace('"format":1', '"format":2')
    begun = {"history": True}
    assert asked(played(plan, IN_TOPS, taste=newer, **begun)) == asked(played(plan, IN_TOPS, **begun)) != []
