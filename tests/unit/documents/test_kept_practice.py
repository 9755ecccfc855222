"""What a person keeps between evenings comes back as it was, and damaged text is refused in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrub.documents.practice_json import read_practice, write_practice
from backrub.documents.scale_json import read_felt, write_felt
from backrub.domain.errors import BadInput
from backrub.domain.leaning import LARGEST_KG, LEAST_KG
from backrub.domain.lessons import Tried
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Tool

words = st.tuples(st.sampled_from(Tool), st.sampled_from(PressureWord))


@given(st.dictionaries(st.text(max_size=20), st.sampled_from(Tried)))
def test_what_was_tried_comes_back(practice):
    assert read_practice(write_practice(practice)) == practice


@given(st.dictionaries(words, st.floats(LEAST_KG, LARGEST_KG)))
def test_what_words_weigh_comes_back(felt):
    assert read_felt(write_felt(felt)) == felt


DAMAGED = ["", "{", "[]", '{"format":2}', '{"format":1}', '{"format":1,"tried":{"fan":"often"}}']


@pytest.mark.parametrize("text", [*DAMAGED, '{"format":1,"tried":{},"more":1}'])
def test_damaged_practice_is_refused_in_a_sentence(text):
    with pytest.raises(BadInput, match="cannot be read here"):
        read_practice(text)


@pytest.mark.parametrize("text", [*DAMAGED, '{"format":1,"felt_kg":{"thumb":{"firm":99}}}'])
def test_damaged_weights_are_refused_in_a_sentence(text):
    with pytest.raises(BadInput, match="cannot be read here"):
        read_felt(text)
