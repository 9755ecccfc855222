"""A session aired on a clock that runs as fast as it is asked to, and an ear for what comes out."""

import io
from dataclasses import dataclass, field

import av
import numpy as np

from backrub.application.press import Press, command_of
from backrub.application.run_session import RunSession
from backrub.application.sound_ports import Spoken
from backrub.application.tell_live import Teller, standing_of
from backrub.audio.characters import Character
from backrub.audio.on_air import BLOCK_MS, OnAir
from backrub.audio.stream_encoder import StreamEncoder, StreamForm
from backrub.bootstrap.airing import Airing
from backrub.bootstrap.live_score import live_score
from backrub.domain.score.breakpoints import breakpoints
from backrub.domain.score.hearing import Hearing
from backrub.domain.score.opening import KEY as OPENING
from backrub.domain.score.opening import opened
from backrub.domain.session.commands import Advance
from backrub.domain.session.due import next_due_ms
from backrub.domain.session.events import QuestionAsked, Who
from backrub.realtime.conductor import LiveSession
from backrub.realtime.pacing import Pace
from backrub.speech.ahead import LinesAhead
from tests.begun import EVENING, begin, replanner
from tests.web_house import memory_house

RATE_HZ = 48_000
MARK_HZ = 6_000.0
HOP = 480
BEGAN_MS = 1_790_000_000_000


@dataclass
class Whistle:
    """A voice that whistles a high note for every line, as long as it would take, and remembers what it said."""

    said: list = field(default_factory=list)
    name = "whistle"
    version = "1"

    def available(self):
        return True

    def say(self, text, *, words_per_minute):  # noqa: ARG002  # it whistles at its own pace
        self.said.append(text)
        at = np.arange(round(24_000 * 0.3 * len(text.split()))) / 24_000
        return Spoken((0.3 * np.sin(2 * np.pi * MARK_HZ * at)).astype(np.float32), 24_000)


class Aired:
    """A session, begun at clock 0, with one who listens from then on; `now_ms` is the session's clock."""

    def __init__(self, *, minutes=5, hearing=Hearing.VOICE, character=Character.WARM, at_ms=0):
        self.house = memory_house()
        begun = begin(self.house, began_ms=BEGAN_MS, evening={**EVENING, "minutes": minutes})
        (ref,) = self.house.log.sessions(home="home")
        teller = Teller()
        self.live = LiveSession(
            ref, RunSession(self.house.log, begun.session_id, replanner(), teller.hear), teller
        )
        self.now_ms = at_ms
        self.sound = bytearray()
        self._presses = 0
        self._due()
        self._seq = teller.seq
        self.points = self._points()
        lines = LinesAhead(Whistle())
        self.on_air = OnAir(self.points, lines.line, hearing=hearing, character=character, seed=7)
        self.airing = Airing(
            self.on_air,
            StreamEncoder(StreamForm.MP3),
            self.house.catalogue,
            standing_of(self.session),
            at_ms,
        )
        self._make_ready = lambda: lines.make_ready(self.airing.soon())
        self._make_ready()
        self.pace = Pace(at_ms)
        self._from_ms = self._ready_ms = at_ms

    @property
    def session(self):
        return self.live.session

    @property
    def asked_s(self):
        """Return the seconds of the plan at which questions were asked since the last rest."""
        log = self.house.log.read(self.live.ref.id)
        asked = [one.event.at_ms for one in log if isinstance(one.event, QuestionAsked)]
        return [(at_ms - self.session.origin_ms) / 1000 for at_ms in asked]

    @property
    def seconds(self):
        """Return how much was made, in seconds."""
        return (self.pace.until_ms - self._from_ms) / 1000

    def run(self, until_s):
        """Let time pass until a second of the session's clock."""
        while self.now_ms < until_s * 1000 and not self.airing.is_done:
            self._due()
            self._news()
            while self.pace.due_in_s(self.now_ms) == 0 and not self.airing.is_done:
                self._block()
            self.now_ms += 20
        return self

    def press(self, name, **more):
        """Press now, and let the next block be made at once."""
        self._presses += 1
        command = command_of(Press(f"press-{self._presses}", name, 0, Who.RECEIVER, **more))
        self.live.run.handle(command, self.now_ms)
        self._news()
        self._block()
        return self

    def heard(self):
        """Return what a player makes of it, one channel; sample 0 is when it began to listen."""
        return decoded(bytes(self.sound))

    def _block(self):
        self.sound += self.airing.block(self.pace.until_ms)
        self.pace = self.pace.after(BLOCK_MS)
        if self.pace.until_ms - self._ready_ms > 10_000:
            self._ready_ms = self.pace.until_ms
            self._make_ready()

    def _due(self):
        while (due_ms := next_due_ms(self.session)) is not None and due_ms <= self.now_ms:
            self.live.run.handle(Advance(f"due-{self.session.seq}"), self.now_ms)

    def _news(self):
        for told in self.live.teller.after(self._seq):
            self._seq = told.seq
            self.airing.tell(told)
            if told.plan:
                self.points = self._points()
                self.airing.follow(self.points)
                self._make_ready()

    def _points(self):
        score = live_score(self.house, self.live)
        return opened(breakpoints(score), self.house.catalogue.say(OPENING))


def decoded(sound):
    """Return a stream's sound, one channel."""
    with av.open(io.BytesIO(sound)) as file:
        frames = [frame.to_ndarray().mean(axis=0) for frame in file.decode(audio=0)]
    return np.concatenate(frames)


def whistles(heard):
    """Return the seconds at which a whistle begins."""
    at = np.arange(HOP) / RATE_HZ
    whole = heard[: len(heard) // HOP * HOP].reshape(-1, HOP)
    level = np.abs(whole @ np.exp(-2j * np.pi * MARK_HZ * at)) / HOP
    loud = level > 0.02
    # A breath between two lines is longer than a dip in one.
    closed = np.convolve(loud, np.ones(8), "full")[: len(loud)] > 0
    begins = np.flatnonzero(closed & ~np.concatenate(([False], closed[:-1])))
    return [float(begin) * HOP / RATE_HZ for begin in begins]


def level_db(heard, from_s, to_s):
    """Return how loud a stretch is, in dB of full scale."""
    part = heard[round(from_s * RATE_HZ) : round(to_s * RATE_HZ)]
    return 20 * float(np.log10(np.sqrt(np.mean(part**2)) + 1e-9))
