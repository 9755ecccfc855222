"""Weights on a scale: pressure times area by the table, capped, and back again from weight to word."""

import pytest

from backrub.content.course import load_learning
from backrub.domain.errors import BadInput
from backrub.domain.leaning import MOST_KG, kg_from
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Tool

LEANS = load_learning().leans
N_PER_KG = 9.80665
NEWTONS = {
    Tool.THUMB: (5, 12.5, 30, 60),
    Tool.FINGERS: (6.4, 16, 36, 64),
    Tool.SOFT_FIST: (12.5, 25, 62.5, 100),
    Tool.PALM_HEEL: (15, 30, 75, 120),
    Tool.FOREARM: (24, 48, 90, 120),
}
"""The published table, in newtons at Walton's levels 1 to 4, before it was rounded."""

EVERY_TARGET = [(lean, word) for lean in LEANS.values() for word in lean.words]


@pytest.mark.parametrize("tool", NEWTONS)
def test_targets_follow_the_table(tool):
    weights = [LEANS[tool].kg(level) * N_PER_KG for level in (1, 2, 3, 4)]
    assert weights == pytest.approx(NEWTONS[tool])


def test_firm_lies_half_way_between_medium_and_deep():
    fist = LEANS[Tool.SOFT_FIST]
    assert fist.kg(PressureWord.FIRM.level) * N_PER_KG == pytest.approx((62.5 + 100) / 2)


@pytest.mark.parametrize(("lean", "word"), EVERY_TARGET, ids=lambda one: str(getattr(one, "key", one)))
def test_no_target_is_above_what_anyone_leans_and_its_weight_is_its_word(lean, word):
    assert 0 < lean.kg(word.level) <= MOST_KG
    assert lean.word_of(lean.kg(word.level)) is word


def test_deep_belongs_to_fist_and_forearm():
    deep = {lean.key for lean in LEANS.values() if PressureWord.DEEP in lean.words}
    assert deep == {Tool.SOFT_FIST, Tool.FOREARM}


@pytest.mark.parametrize(("kg", "word"), [(0.1, "feather"), (30.0, "deep"), (7.0, "medium"), (7.4, "firm")])
def test_any_weight_has_a_nearest_word(kg, word):
    assert LEANS[Tool.SOFT_FIST].word_of(kg) == word


@pytest.mark.parametrize(("typed", "kg"), [("4.2", 4.2), (" 4,2 ", 4.2), ("12", 12.0), ("0.1", 0.1)])
def test_a_weight_is_read_as_people_write_it(typed, kg):
    assert kg_from(typed) == kg


@pytest.mark.parametrize("typed", ["", "a lot", "0", "-3", "31", "nan", "inf", "1e400", "4.2 kg"])
def test_what_is_no_weight_is_refused_with_what_is_allowed(typed):
    with pytest.raises(BadInput, match=r"from 0\.1 to 30 kg"):
        kg_from(typed)
