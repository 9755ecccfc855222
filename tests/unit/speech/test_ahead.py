"""Lines made ready: there at once, each made once."""

import pytest
from tests.voices import CountingVoice

from backrub.domain.errors import VoiceUnavailable
from backrub.speech.ahead import MOST_LINES, LinesAhead


def test_a_line_is_there_once_it_was_made_ready_and_is_made_once():
    voice = CountingVoice()
    lines = LinesAhead(voice)
    assert lines.line("Softer.") is None
    lines.make_ready(["Softer.", "Slower."])
    lines.make_ready(["Slower.", "Softer."])
    assert lines.line("Softer.").seconds == lines.line("Slower.").seconds
    assert [text for text, _ in voice.said] == ["Softer.", "Slower."]


def test_the_lines_least_lately_asked_for_go_first():
    lines = LinesAhead(CountingVoice())
    lines.make_ready(["first", "second"])
    lines.line("first")
    lines.make_ready(f"{n}" for n in range(MOST_LINES - 1))
    assert lines.line("first") is not None
    assert lines.line("second") is None


def test_a_voice_that_fails_is_told():
    with pytest.raises(VoiceUnavailable):
        LinesAhead(CountingVoice(fails=True)).make_ready(["Softer."])
