"""Whatever stands in a form, an evening file or the record is taken or refused in a sentence, in little memory."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backrub.content.loader import load_catalogue
from backrub.documents.cards_json import read_answers as read_card_answers
from backrub.documents.check_in_answers import Answers, read_answers, write_answers
from backrub.documents.check_in_form import answered
from backrub.documents.closing_answers import Asked, debrief_of, giver_closing_of
from backrub.documents.evening_file import read_evening_text
from backrub.domain.errors import BadInput, StoreUnavailable
from backrub.domain.questions import Question
from backrub.storage.tables.codec import Written, decode
from tests.commands import EXAMPLES

ROWS = load_catalogue().safety
FILES = [path for path in sorted(EXAMPLES.rglob("*")) if path.suffix in {".json", ".toml"}]
MOST_BYTES = 32 * 1024 * 1024
FIELDS = ["at", "asked:sunburn", "health", "minutes", "open", "part", "places", "position", "skip", "whole"]
VALUES = ["", "on", "both", "0", "-1", "1e9", "between_blades:left", "{}", "[", "null"]
names = st.sampled_from(FIELDS) | st.text(max_size=12)
values = st.sampled_from(VALUES) | st.text(max_size=40)
forms = st.dictionaries(names, st.lists(values, max_size=4), max_size=8)
SCRAPS = [b"[" * 5000, b'{"a":' * 5000, b"9" * 5000]
DEEP = [b"[" * 60_000, b'{"answers":' * 6_000, b'{"answers":[' + b"{}," * 20_000]


def outcome(read):
    """Return what was read, or the sentence that refused it."""
    try:
        return read()
    except BadInput as error:
        return str(error)


def is_sentence(text):
    return isinstance(text, str) and text.endswith(".")


@given(st.sampled_from(list(Question)), forms)
def test_any_form_is_an_answer_or_refused(question, form):
    said = outcome(lambda: answered(Answers(), question, form, ROWS))
    assert is_sentence(said) or read_answers(write_answers(said)) == said


@given(st.dictionaries(st.sampled_from(["felt", "put_up", "keep", "stroke"]) | names, values, max_size=6))
def test_any_words_at_the_close_are_kept_or_refused(form):
    nothing_asked = Asked((), {}, {}, {})
    for said in (
        outcome(lambda: debrief_of(form, nothing_asked, command_id="x")),
        outcome(lambda: giver_closing_of(form, list(form))),
    ):
        assert is_sentence(said) or said.keep == " ".join(form.get("keep", "").split())


@given(st.sampled_from(["feedback_given", "session_began", "step_began", "debriefed", "no_such"]), st.text())
def test_any_row_of_the_record_that_is_no_event_is_said_to_be_damaged(kind, body):
    with pytest.raises(StoreUnavailable):
        decode(Written(kind, 0, body), where="session s, event 1")


@st.composite
def spoilt(draw):
    """Draw an example with some of its bytes changed, left out or said many times."""
    path = draw(st.sampled_from(FILES))
    text = bytearray(path.read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        at, size = draw(st.integers(0, len(text) - 1)), draw(st.integers(0, 6))
        text[at : at + size] = draw(st.binary(max_size=6) | st.sampled_from(SCRAPS))
    return path, text.decode("utf-8", "replace")


@given(spoilt())
@settings(max_examples=150)
def test_a_spoilt_evening_file_takes_little_memory(file):
    path, text = file
    tracemalloc.start()
    said = outcome(lambda: read_evening_text(text, name=path.name, format=path.suffix[1:], known_health=ROWS))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < MOST_BYTES
    assert not isinstance(said, str) or is_sentence(said)


@given(st.binary(max_size=200) | st.sampled_from(DEEP))
def test_any_cards_are_refused(body):
    assert is_sentence(outcome(lambda: read_card_answers(body, 0)))
