"""Files of sound are bounded: what is being made is let be, what is made makes room."""

import io
import threading
from types import SimpleNamespace

import pytest
from tests.loop import run
from tests.web_house import memory_house

from backrub.application.quotas import FILES_ARE_BUSY, MOST_FILES
from backrub.bootstrap.sound import Listening
from backrub.bootstrap.sound_files import SoundFiles
from backrub.domain.score.hearing import Hearing

VOICE, CHIMES, SILENT = map(Listening, Hearing)


def session_of(home, name=""):
    return SimpleNamespace(
        ref=SimpleNamespace(id=f"{home}{name}", home=home), session=SimpleNamespace(plan=object())
    )


@pytest.fixture
def maker(monkeypatch):
    """Let files be made only once they may."""
    may = threading.Event()

    def made(_files, _fresh, _session, _listening):
        assert may.wait(20)
        return io.BytesIO(b"sound")

    monkeypatch.setattr(SoundFiles, "_made", made)
    monkeypatch.setattr(SoundFiles, "_watch", lambda *_: _nothing())
    yield may
    may.set()


async def _nothing():
    pass


async def closed(files, maker):
    maker.set()
    await files.close()


def test_a_home_has_two_files_made_at_once_and_the_others_theirs_too(maker):
    async def asked():
        files, home = SoundFiles(memory_house()), session_of("a")
        kept = [files.file(home, listening) for listening in (VOICE, CHIMES, SILENT)]
        other = files.file(session_of("b"), VOICE)
        again = files.file(home, VOICE)
        await closed(files, maker)
        return [file.trouble for file in (*kept, other)], again is kept[0]

    assert run(asked()) == (["", "", FILES_ARE_BUSY, ""], True)


def test_a_file_being_made_is_let_be_and_one_that_is_made_makes_room(maker):
    async def asked():
        files = SoundFiles(memory_house())
        kept = [files.file(session_of(f"home {number}"), VOICE) for number in range(MOST_FILES)]
        late = session_of("late")
        busy = files.file(late, VOICE).trouble
        assert all(file.is_wanted for file in kept)
        maker.set()
        for file in kept:
            for task in tuple(file.tasks):
                await task
        room = files.file(late, VOICE).trouble
        wanted = [file.is_wanted for file in kept]
        await closed(files, maker)
        return busy, room, wanted

    assert run(asked()) == (FILES_ARE_BUSY, "", [False] + [True] * (MOST_FILES - 1))
