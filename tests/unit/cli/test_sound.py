"""What the sound command tells in words."""

import pytest

from backrub.cli.sound import who_speaks
from backrub.speech.recordings import ENGINE


@pytest.mark.parametrize(
    ("voice", "words"),
    [("espeak-ng:en", "espeak-ng:en speaks"), (ENGINE, "your recordings speak"), (None, "nobody speaks")],
)
def test_who_speaks_is_told_in_words(voice, words):
    assert who_speaks(voice) == words
