"""Lead a person through the lines, clip by clip."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backrub.application.lines_to_record import LineToRecord, lines_to_record
from backrub.content.loader import load_catalogue
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.recorder import Recorder, find_recorder
from backrub.speech.recordings import RATE_HZ, clip_of, read_clip, read_list, write_list

LEAVE, SKIP, AGAIN = "q", "s", "a"


def record_here(folder: Path, environ: Mapping[str, str], *, spoken_from: Path) -> None:
    """Record what is not recorded yet, or tell which file each line belongs in.

    Raises: VoiceUnavailable, if the folder's list cannot be read.
    """
    lines = lines_to_record(load_catalogue())
    said = read_list(folder)
    left = [
        line
        for line in lines
        if clip_of(folder, line.id) is None or said.get(line.id, line.text) != line.text
    ]
    # A clip that lies here without a word about it was put here for the line of its name.
    anew = {line.id: line.text for line in lines if clip_of(folder, line.id) is None or line.id not in said}
    write_list(folder, {**said, **anew})
    _tell(f"{len(lines) - len(left)} of {len(lines)} lines are recorded, in {folder}.")
    if folder != spoken_from:
        _tell(f"Evenings look in {spoken_from}; BACKRUB_RECORDINGS={folder} makes them look there.")
    if left:
        _record(left, folder, environ)


def _record(left: Sequence[LineToRecord], folder: Path, environ: Mapping[str, str]) -> None:
    if not sys.stdin.isatty():
        _name_files(left)
        return
    try:
        recorder = find_recorder(environ)
    except VoiceUnavailable as why:
        _tell(f"{why} Record with any other program, as WAV or FLAC, one file a line:")
        _name_files(left)
        return
    Walk(folder, recorder, input).through(left)


def _name_files(left: Sequence[LineToRecord]) -> None:
    for line in left:
        _tell(f"{line.id}.wav: {line.text}")


def _tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Walk:
    """Lead through lines; `ask` puts a question and returns the answer."""

    folder: Path
    recorder: Recorder
    ask: Callable[[str], str]

    def through(self, left: Sequence[LineToRecord]) -> None:
        """Record line after line until all are done or someone leaves."""
        _tell("Enter begins and ends a line. s skips it, q leaves; next time it goes on there.")
        for count, line in enumerate(left, 1):
            _tell(f"\n{count} of {len(left)}: {line.text}")
            if not self._record(line):
                return

    def _record(self, line: LineToRecord) -> bool:
        """Record one line; return whether to go on."""
        while (answer := self._answer("Enter, s or q: ")) not in {LEAVE, SKIP}:
            if self._kept(line):
                return True
        return answer != LEAVE

    def _kept(self, line: LineToRecord) -> bool:
        """Record a line once and return whether it is kept."""
        part = self.folder / f"{line.id}.part.wav"
        try:
            with self.recorder.recording(part):
                self._answer("Recording. Enter ends it. ")
            seconds = len(read_clip(part)) / RATE_HZ
            if self._answer(f"{seconds:.1f} seconds. Enter keeps it, a takes it again: ") == AGAIN:
                return False
            self._keep(part, line)
        except VoiceUnavailable as why:
            _tell(f"That did not work: {why}")
            return False
        finally:
            part.unlink(missing_ok=True)
        return True

    def _keep(self, part: Path, line: LineToRecord) -> None:
        part.replace(self.folder / f"{line.id}.wav")
        write_list(self.folder, {**read_list(self.folder), line.id: line.text})

    def _answer(self, question: str) -> str:
        try:
            return self.ask(question).strip().lower()
        except EOFError:
            return LEAVE
