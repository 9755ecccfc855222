"""The judge finds what is planted: a loss, a double, a gap, a swap, a stream that stays behind or comes too late."""

from dataclasses import replace

import pytest

from tests.faults.checker import Heard, History, Logged, Over, Sent, check

GIVER, RECEIVER, SESSION = "giver", "receiver", "tonight"
PRESSES = 6


def good():
    """Return a history of two phones that press in turn around a fault that is over at 3.5 s."""
    phones = (GIVER, RECEIVER)
    sent = [Sent(phones[n % 2], SESSION, f"k{n}", n + 0.1, n + 0.3) for n in range(PRESSES)]
    logged = [Logged(SESSION, 1, None)] + [Logged(SESSION, n + 2, f"k{n}") for n in range(PRESSES)]
    opened = [Heard(phone, SESSION, 1, 0.0, anew=True) for phone in phones]
    heard = [Heard(phone, SESSION, n + 2, n + 0.4) for n in range(PRESSES) for phone in phones]
    over = (Over("a kill", 3.5),)
    return History(tuple(sent), tuple(logged), (*opened, *heard), over, {SESSION: PRESSES + 1})


def without(history, key):
    """Return a history whose log misses a press, and counts on as if it had never been there."""
    left = [one for one in history.logged if one.key != key]
    logged = tuple(replace(one, seq=seq) for seq, one in enumerate(left, 1))
    return replace(history, logged=logged, told={SESSION: len(logged)})


def swapped(history, one, two):
    """Return a history whose log has two presses in each other's place."""
    keys = {one: two, two: one}
    return replace(
        history, logged=tuple(replace(each, key=keys.get(each.key, each.key)) for each in history.logged)
    )


def heard_by(history, phone, keep):
    """Return a history in which a phone's stream told only some of it."""
    return replace(history, heard=tuple(one for one in history.heard if one.phone != phone or keep(one)))


def test_a_good_history_has_nothing_wrong():
    assert check(good()) == []


def test_a_press_never_acknowledged_may_be_there_or_not():
    history = good()
    unsure = replace(
        history, sent=tuple(replace(one, taken_s=None) if one.key == "k1" else one for one in history.sent)
    )
    assert check(unsure) == []
    assert not any("acknowledged" in sentence for sentence in check(without(unsure, "k1")))


@pytest.mark.parametrize("key", [f"k{n}" for n in range(PRESSES)])
def test_every_planted_loss_is_found(key):
    assert any(
        f"Press {key} " in sentence and "not in the log" in sentence
        for sentence in check(without(good(), key))
    )


@pytest.mark.parametrize("key", [f"k{n}" for n in range(PRESSES)])
def test_every_planted_double_is_found(key):
    history = good()
    end = len(history.logged) + 1
    doubled = replace(history, logged=(*history.logged, Logged(SESSION, end, key)), told={SESSION: end})
    assert any(f"Press {key} is 2 times" in sentence for sentence in check(doubled))


@pytest.mark.parametrize("pair", [("k0", "k2"), ("k1", "k3"), ("k0", "k4")])
def test_presses_of_a_phone_in_another_order_are_found(pair):
    assert any("the log has it before" in sentence for sentence in check(swapped(good(), *pair)))


def test_presses_sent_at_once_may_come_in_any_order():
    history = good()
    at_once = replace(history, sent=tuple(replace(one, sent_s=0.0) for one in history.sent))
    assert not any("before" in sentence for sentence in check(swapped(at_once, "k0", "k2")))


def test_a_gap_in_the_log_is_found():
    history = good()
    gap = replace(history, logged=tuple(one for one in history.logged if one.seq != 3))
    assert "The log of tonight goes on with 4 after 2." in check(gap)


def test_a_stream_that_stays_behind_is_found():
    history = heard_by(good(), RECEIVER, lambda one: one.seq < PRESSES + 1)
    assert check(history) == ["The stream of receiver ends at 6, and the log of tonight at 7."]


def test_a_stream_that_never_opened_is_found():
    sentences = check(heard_by(good(), RECEIVER, lambda _: False))
    assert "The stream of receiver ends at 0, and the log of tonight at 7." in sentences


def test_a_stream_that_tells_the_same_twice_is_found():
    history = good()
    again = replace(history, heard=(*history.heard, Heard(GIVER, SESSION, 7, 9.0)))
    assert check(again) == ["The stream of giver told 7 after 7."]


def test_a_stream_opened_anew_may_repeat_where_it_is_and_not_go_back():
    history = good()
    for seq, wrong in ((7, []), (6, ["The stream of giver told 6 after 7."])):
        anew = replace(history, heard=(*history.heard, Heard(GIVER, SESSION, seq, 9.0, anew=True)))
        assert [sentence for sentence in check(anew) if "told" in sentence] == wrong


def test_presses_that_are_taken_too_late_after_a_fault_are_found():
    history = good()
    late = replace(
        history,
        sent=tuple(replace(one, taken_s=8.6) if one.taken_s > 3.5 else one for one in history.sent),
    )
    assert "A press of giver was taken only 5.1 s after: a kill." in check(late)


def test_a_phone_that_is_never_answered_again_is_found():
    history = good()
    never = replace(
        history, sent=tuple(replace(one, taken_s=None) if one.taken_s > 3.5 else one for one in history.sent)
    )
    assert "No press of receiver was taken any more after: a kill." in check(never)


def test_a_stream_that_tells_too_late_after_a_fault_is_found():
    history = good()
    late = replace(
        history,
        heard=tuple(
            replace(one, at_s=8.7) if one.at_s > 3.5 and one.phone == GIVER else one for one in history.heard
        ),
    )
    assert check(late) == ["The stream of giver told only 5.2 s after: a kill."]
