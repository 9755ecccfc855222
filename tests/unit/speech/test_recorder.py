"""Whatever records here is started with a file and ended so that the file is whole."""

import pytest
from tests.voices import a_recorder, wait_until_it_records

from backrub.domain.errors import VoiceUnavailable
from backrub.speech.recorder import find_recorder
from backrub.speech.recordings import read_clip


@pytest.mark.parametrize("name", ["arecord", "rec", "sox", "ffmpeg"])
def test_what_is_recorded_until_the_end_is_in_the_file(tmp_path, name):
    recorder = find_recorder(a_recorder(tmp_path, name), system="linux")
    assert recorder.program.name == name
    with recorder.recording(tmp_path / "clip.wav"):
        wait_until_it_records(tmp_path)
    assert len(read_clip(tmp_path / "clip.wav")) > 0


def test_a_recorder_that_cannot_be_started_is_told_in_a_sentence(tmp_path):
    recorder = find_recorder(a_recorder(tmp_path), system="linux")
    recorder.program.write_bytes(b"\0")
    with (
        pytest.raises(VoiceUnavailable, match=r"^arecord cannot be started\.$"),
        recorder.recording(tmp_path),
    ):
        pass


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_where_nothing_records_that_is_told_in_a_sentence(system):
    with pytest.raises(VoiceUnavailable, match=r"^Nothing records here .+\.$"):
        find_recorder({"PATH": ""}, system=system)
