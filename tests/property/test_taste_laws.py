"""Whatever is said in whatever order: too firm is answered at once, and what is believed stays whole."""

import json
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backrub.domain.back import SiteSide
from backrub.domain.preferences import LEARNED, Elo, Taste, UnreadableTaste
from backrub.domain.pressure import PressureWord

FEW = settings(max_examples=25)
TASTES = (Taste, Elo)
SIGNS = (None, "settle", "tense", "flinch", "fidget")

places = st.sampled_from(SiteSide)
levels = st.floats(1, 5)
wants = st.integers(-2, 2)
said = st.one_of(
    st.tuples(st.just("answered"), places, levels, wants, st.sampled_from(("level", "choice"))),
    st.tuples(st.just("said_when"), places, levels),
    st.tuples(
        st.just("watched"),
        *(places, levels, st.floats(0, 60), st.none() | wants, st.sampled_from(SIGNS)),
    ),
)
heard = st.lists(said, max_size=8)
wishes = st.none() | st.sampled_from(tuple(PressureWord))
evenings = st.builds(
    lambda kind, wish, past: tell(kind().evening(wish), past), st.sampled_from(TASTES), wishes, heard
)


def tell(evening, past):
    """Let an evening hear what was said and seen."""
    for what, where, *rest in past:
        getattr(evening, what)(where.site, where.side, *rest)
    return evening


def all_pressures(evening):
    return {where: evening.pressure(where.site, where.side) for where in SiteSide}


@FEW
@given(evening=evenings, where=places, level=levels, wants=st.integers(-2, -1), remark=st.booleans())
def test_softer_lowers_at_once_whatever_the_model_thinks(evening, where, level, wants, remark):
    before = all_pressures(evening)
    if remark:
        evening.watched(where.site, where.side, level, 10, wants, None)
    else:
        evening.answered(where.site, where.side, level, wants, "level")
    after = all_pressures(evening)
    assert after[where] <= max(1.0, min(before[where], level) + 0.5 * wants)
    assert all(after[at] <= max(1.0, before[at] + 0.25 * wants) for at in SiteSide)


@FEW
@given(evening=evenings, where=places, level=levels, wants=st.integers(1, 2))
def test_firmer_never_lowers(evening, where, level, wants):
    before = evening.pressure(where.site, where.side)
    evening.answered(where.site, where.side, level, wants, "level")
    assert evening.pressure(where.site, where.side) >= before


@FEW
@given(
    evening=evenings,
    where=places,
    sign=st.sampled_from(("tense", "flinch")),
    then=st.lists(st.tuples(places, levels, st.floats(0, 20), st.none() | wants), max_size=6),
)
def test_after_tension_and_flinches_nothing_rises_for_a_while(evening, where, sign, then):
    evening.watched(where.site, where.side, 3.0, 30, None, sign)
    before, calm_s = all_pressures(evening), {"tense": 30, "flinch": 180}[sign]
    for at, level, seconds, remark in then:
        calm_s -= seconds
        if calm_s <= 0:
            break
        evening.watched(at.site, at.side, level, seconds, remark, None)
        after = all_pressures(evening)
        assert all(after[at] <= before[at] for at in SiteSide)
        before = after


@FEW
@given(evening=evenings, where=places)
def test_a_flinch_lowers_at_once(evening, where):
    before = evening.pressure(where.site, where.side)
    evening.watched(where.site, where.side, before, 30, None, "flinch")
    assert evening.pressure(where.site, where.side) <= max(1.0, before - 0.5)


@FEW
@given(
    evening=evenings,
    where=places,
    words=st.lists(st.tuples(st.sampled_from((5, 10, 30)), st.integers(-2, 2)), min_size=1, max_size=8),
)
def test_nothing_rises_more_than_half_a_level_in_half_a_minute(evening, where, words):
    now, used = 0, []
    for seconds, remark in words:
        level = evening.pressure(where.site, where.side)
        used.append((now, level))
        assert all(level <= then + 0.5 for at, then in used if now - at < 30)
        evening.watched(where.site, where.side, level, seconds, remark, None)
        now += seconds
        used.append((now, level))


@FEW
@given(kind=st.sampled_from(TASTES), usual=wishes, wish=st.sampled_from(tuple(PressureWord)))
def test_a_lighter_wish_today_outranks_what_was_learned(kind, usual, wish):
    taste = kind()
    for at in LEARNED:
        taste = taste.corrected(at.site, at.side, 4.3, None)
    evening = tell(taste.evening(usual), [("answered", at, 4.3, 0, "level") for at in LEARNED])
    tonight = evening.close().evening(wish)
    lighter = wish.level < (usual.level if usual else 4.0)
    assert not lighter or max(all_pressures(tonight).values()) <= wish.level


@FEW
@given(evening=evenings)
def test_a_taste_comes_back_from_its_written_form_to_the_last_bit(evening):
    taste = evening.close()
    again = type(taste).from_json(taste.to_json())
    assert again.to_json() == taste.to_json()
    assert all_pressures(again.evening("firm")) == all_pressures(taste.evening("firm"))
    assert [again.likes(at.site, at.side) for at in LEARNED] == [
        taste.likes(at.site, at.side) for at in LEARNED
    ]


@FEW
@given(kind=st.sampled_from(TASTES), wish=wishes, past=heard)
def test_the_same_words_give_the_same_bytes_and_leave_the_old_taste_alone(kind, wish, past):
    taste = kind()
    untouched = taste.to_json()
    first, second = (tell(taste.evening(wish), past).close().to_json() for _ in range(2))
    assert first == second
    assert taste.to_json() == untouched


@FEW
@given(past=heard, when=st.integers(0, 8))
def test_looking_changes_nothing(past, when):
    looked, blind = Taste().evening(), tell(Taste().evening(), past)
    for number, one in enumerate(past):
        if number == when:
            all_pressures(looked)
            looked.question("mid_back", "left", {("mid_back", "left"): 3.0}, 4)
        tell(looked, [one])
    assert looked.close().to_json() == blind.close().to_json()


def honest(touched, level):
    """Return what someone who likes one level everywhere answers."""
    return [
        ("answered", at, used, 0 if abs(used - level) < 0.5 else (1 if used < level else -1))
        for at, used in touched
    ]


touches = st.lists(st.tuples(st.sampled_from(LEARNED), st.floats(2, 4)), max_size=4)


@FEW
@given(first=touches, second=touches, level=st.floats(2, 4))
def test_evenings_in_another_order_agree(first, second, level):
    one, other = Taste(), Taste()
    for told, untold in ((first, second), (second, first)):
        one = tell(one.evening(), honest(told, level)).close()
        other = tell(other.evening(), honest(untold, level)).close()
    for at in LEARNED:
        here, there = one.likes(at.site, at.side), other.likes(at.site, at.side)
        assert here.level == pytest.approx(there.level, abs=0.25)


def test_ten_thousand_contrary_words_leave_every_number_a_number():
    taste = Taste()
    for evening_number in range(10):
        evening = taste.evening(("feather", None, "deep")[evening_number % 3])
        for number in range(1000):
            at = LEARNED[number * 5 % len(LEARNED)]
            level = (1.0, 5.0, 2.5)[number % 3]
            contrary = -2 if level < 2 else 2
            if number % 4 == 3:
                evening.watched(at.site, at.side, level, 1e9, contrary, SIGNS[number % 5])
            else:
                evening.answered(at.site, at.side, level, contrary, ("level", "choice")[number % 2])
            evening.wants_slower(at.site, at.side, (0.01, 500.0)[number % 2])
        assert all(1 <= level <= 5 for level in all_pressures(evening).values())
        taste = Taste.from_json(evening.close().to_json())
    assert all(isfinite(number) for number in taste.means.ravel())
    assert all(1 <= taste.likes(at.site, at.side).speed_cm_s <= 10 for at in LEARNED)


@given(
    text=st.text(max_size=40) | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(json.dumps)
)
def test_any_other_text_is_refused_in_one_sentence(text):
    with pytest.raises(UnreadableTaste, match=r"^[^.]+\.$"):
        Taste.from_json(text)


@FEW
@given(
    kind=st.sampled_from(TASTES),
    part=st.integers(0, 20),
    wrong=st.sampled_from(([], "much", None, 9, [1.0], [float("nan")] * 14, [1e9] * 14, [True] * 14)),
)
def test_a_written_taste_with_a_wrong_part_is_refused(kind, part, wrong):
    found = json.loads(kind().to_json())
    parts = sorted(found.keys() - {"usual"})
    found[parts[part % len(parts)]] = wrong
    with pytest.raises(UnreadableTaste, match=r"^[^.]+\.$"):
        kind.from_json(json.dumps(found))
