"""Wire a session to its sound: where it stands becomes music, what it tells becomes words."""

from collections.abc import Iterator
from itertools import chain

from backrub.application.tell_live import Standing, Told, Tone
from backrub.audio.on_air import BLOCK_MS, Mode, OnAir
from backrub.audio.stream_encoder import StreamEncoder
from backrub.domain.catalogue import Catalogue
from backrub.domain.score.breakpoints import Breakpoints
from backrub.domain.score.cues import BellKind
from backrub.domain.session.events import SessionEnded
from backrub.domain.session.state import State

SOON_S = 60.0
"""How far ahead lines are made ready."""

BEGINS_S = 1.0
"""How long before hands begin the evening goes on, so that its first line is in time."""

CLOSING = "close.end"
_RESTS = frozenset({Tone.STOP, Tone.REST})


class Airing:
    """Make the sound of a session block by block, each told when it will be heard on the session's clock."""

    def __init__(
        self,
        on_air: OnAir,
        encoder: StreamEncoder,
        catalogue: Catalogue,
        standing: Standing,
        from_ms: int,
    ) -> None:
        """Begin at a moment of the session's clock."""
        self._on_air = on_air
        self._encoder = encoder
        self._catalogue = catalogue
        self._standing = standing
        self._from_ms = from_ms

    @property
    def is_done(self) -> bool:
        """Return whether the session is over and nothing is left to be said."""
        return self._standing.state is State.ENDED and self._on_air.is_quiet

    @property
    def unsaid(self) -> int:
        """Return how many lines came too late to be said."""
        return self._on_air.unsaid

    def block(self, from_ms: int) -> bytes:
        """Return the frames of the block that is heard from a moment of the session's clock."""
        self._from_ms = from_ms
        mode, plan_s = _place(self._standing, from_ms)
        return self._encoder.encode(self._on_air.block(mode, plan_s))

    def tell(self, told: Told) -> None:
        """Let what a command changed be heard from the next block on."""
        if told.line:
            bell = BellKind.STOP if told.line.tone is Tone.STOP else BellKind.WORD
            self._on_air.tell(
                told.line.saying.worded(self._catalogue), bell=bell, at_once=told.line.tone in _RESTS
            )
        if told.kind is SessionEnded and self._standing.state is not State.STOPPED:
            self._on_air.tell(self._catalogue.say(CLOSING), bell=BellKind.END, at_once=False)
        self._standing = told.standing

    def stand(self, standing: Standing) -> None:
        """Go on from where a session stands now, whatever was told."""
        self._standing = standing

    def follow(self, points: Breakpoints) -> None:
        """Play other breakpoints from the next block on."""
        self._on_air.follow(points, self._plan_s())

    def hear_chimes(self) -> None:
        """Let bells take the place of words, where nobody speaks."""
        self._on_air.hear_chimes(self._plan_s())

    def soon(self) -> Iterator[str]:
        """Yield the lines that may be said soon: those of the next minute, and all that comes unplanned."""
        now_s = self._plan_s()
        planned = (cue.text for cue in self._on_air.points.spoken if now_s - 1 <= cue.at_s < now_s + SOON_S)
        return chain(planned, relay_lines(self._catalogue))

    def _plan_s(self) -> float:
        return _place(self._standing, self._from_ms + BLOCK_MS)[1]


def relay_lines(catalogue: Catalogue) -> Iterator[str]:
    """Yield every line that a press or a moment can bring and that names no place."""
    for key, phrase in catalogue.phrases.items():
        if key == CLOSING or key.partition(".")[0] in {"relay", "ask"}:
            yield phrase.text


def _place(standing: Standing, at_ms: int) -> tuple[Mode, float]:
    """Return how an evening is at a moment of its clock, and at which second of itself."""
    still_ms = at_ms if standing.paused_ms is None else standing.paused_ms
    plan_s = (still_ms - standing.origin_ms) / 1000
    if standing.state is State.PAUSED or plan_s < -BEGINS_S:
        return Mode.RESTING, plan_s
    ended = standing.state is State.ENDED and plan_s < standing.seconds
    return (Mode.STILL if ended or standing.state is State.STOPPED else Mode.GOING), plan_s
