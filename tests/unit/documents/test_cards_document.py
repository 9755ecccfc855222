"""What is kept of the cards reads back as it was written; anything else is refused in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrub.application.quiz import Memory, Said
from backrub.documents.cards_json import read_answers, read_cards, write_cards
from backrub.documents.keepsake_json import UnreadableKeepsake
from backrub.domain.errors import BadInput

TIMES = st.integers(0, 2**52)
MEMORIES = st.builds(Memory, st.floats(0.001, 36500), st.floats(1, 10), TIMES, TIMES)
NOW_MS = 1_790_000_000_000


@given(st.dictionaries(st.text(max_size=20), MEMORIES, max_size=4))
def test_cards_read_back_as_they_were_written(memories):
    assert read_cards(write_cards(memories)) == memories


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{",
        '{"format": 2, "cards": {}}',
        '{"format": 1, "cards": {}, "more": 1}',
        '{"format": 1, "cards": {"a": {"stability": 0, "difficulty": 5, "due_ms": 1, "last_ms": 1}}}',
        '{"format": 1, "cards": {"a": {"stability": 2, "difficulty": 11, "due_ms": 1, "last_ms": 1}}}',
        '{"format": 1, "cards": {"a": {"stability": 2, "difficulty": 5, "due_ms": -1, "last_ms": 1}}}',
    ],
)
def test_what_is_damaged_is_refused_in_one_sentence(text):
    with pytest.raises(UnreadableKeepsake, match="it begins anew"):
        read_cards(text)


def test_late_answers_keep_their_own_time():
    body = b'[{"card": "name.teres", "said": "teres", "ago_ms": 60000}]'
    assert read_answers(body, NOW_MS) == [Said("name.teres", "teres", NOW_MS - 60_000)]


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'[{"card": "a", "said": "b", "ago_ms": -1}]', b'[{"card": 1}]']
)
def test_answers_that_make_no_sense_are_refused(body):
    with pytest.raises(BadInput, match="The answers cannot be read"):
        read_answers(body, NOW_MS)
