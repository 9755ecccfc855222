"""A word about tension means a number, and a change of the number means a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrub.domain.tension import MOST_TENSION, TensionNow, compared, tension_now

TENSION = st.integers(0, MOST_TENSION)


@pytest.mark.parametrize(
    ("before", "word", "now"),
    [
        (7, TensionNow.LOOSER, 3),
        (7, TensionNow.SAME, 7),
        (7, TensionNow.TENDER, 9),
        (9, TensionNow.TENDER, MOST_TENSION),
        (0, TensionNow.LOOSER, 0),
    ],
)
def test_a_word_means_a_tension(before, word, now):
    assert tension_now(before, word) == now


@given(before=TENSION, word=st.sampled_from(TensionNow))
def test_tension_stays_within_its_scale(before, word):
    assert 0 <= tension_now(before, word) <= MOST_TENSION


@given(before=st.integers(1, MOST_TENSION - 1), word=st.sampled_from(TensionNow))
def test_a_word_is_read_back_as_itself_between_the_ends(before, word):
    assert compared(before, tension_now(before, word)) is word
