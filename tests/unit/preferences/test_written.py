"""A taste as text: whole or refused, and equal where the text is."""

import json

import pytest

from backrub.domain.preferences import Elo, Taste, UnreadableTaste


def spoilt(part, value):
    """Return the text of a taste with something wrong in it."""
    return json.dumps(json.loads(Taste().to_json()) | {part: value})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not whole"),
        (Taste().to_json()[:-9], "not whole"),
        ("[" * 100_000, "not whole"),
        ("[]", "something else"),
        (Elo().to_json(), "something else"),
        (spoilt("format", 2), "another format than 1"),
        (spoilt("mood", [1.0]), "missing or unknown"),
        (spoilt("words", [0.0]), '"words"'),
        (spoilt("words", [float("nan")] * 14), '"words"'),
        (spoilt("weights", [0.5, 0.5, 0.5]), "shares"),
        (spoilt("weights", [2.0, -0.5, -0.5]), "shares"),
        (spoilt("tempo_spread", [-1.0] * 105), "contradict"),
    ],
)
def test_what_is_damaged_or_newer_is_refused_and_says_so(text, told):
    with pytest.raises(UnreadableTaste, match=told):
        Taste.from_json(text)


@pytest.mark.parametrize("kind", [Taste, Elo])
def test_tastes_are_equal_where_they_are_written_the_same(kind):
    assert kind() == kind.from_json(kind().to_json())
    assert len({kind(), kind()}) == 1
    assert kind() != kind().corrected("neck", "left", 2.0, None)
    assert kind() != kind().to_json()
    assert Taste() != Elo()
