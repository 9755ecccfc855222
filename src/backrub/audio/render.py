"""The renderer: breakpoints to music, block by block, and what changes on the way."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

import numpy as np

from backrub.application.sound_ports import Samples
from backrub.audio.bells import Bells
from backrub.audio.breath import Breath
from backrub.audio.characters import COLOURS, Character, Colour
from backrub.audio.grid import CHUNK, RATE_HZ, Mono, Stereo
from backrub.audio.lead import Lead
from backrub.audio.limiter import LOOK_AHEAD, before_sound, limited
from backrub.audio.pads import Pads
from backrub.audio.room import Room
from backrub.audio.timeline import QUIET_BED, Timeline
from backrub.domain.score.breakpoints import Bell, Breakpoints
from backrub.domain.score.cues import BellKind

JOIN_S = 0.3
GO_ON_S = 1.0
HOLD_S, STOP_S = 1.5, 0.3


class Stem(StrEnum):
    """Name a part of the music."""

    LEAD = "lead"
    BELLS = "bells"
    PADS = "pads"
    BREATH = "breath"
    OWN = "own"


class Instrument(Protocol):
    """Play one part of the music."""

    def sound(self, start: int, heard: Timeline) -> Stereo:
        """Return the chunk that begins at sample `start`; the same place and timeline are the same sound."""


_IN_THE_ROOM = {Stem.LEAD: 0.2, Stem.BELLS: 1.0}
"""How much of each the room hears: a tone that glides would tremble against too much of its own past."""


class Renderer:
    """Play breakpoints in blocks of any size; the same seed and the same changes are the same samples.

    Its time is the evening's until it is held; while it is held the evening stands still and the bed goes on.
    """

    def __init__(
        self, points: Breakpoints, character: Character, seed: int, *, own: Instrument | None = None
    ) -> None:
        """Begin at the first second; `own` is played in place of the character's lead, pads and breath."""
        colour = COLOURS[character]
        self._points = points
        self._instruments = _instruments(colour, seed, own)
        self._room = Room(colour.room, np.random.default_rng([seed, 3]))
        self._heard = Timeline.of(points)
        self._held_at: int | None = None
        self._now = self._late = 0
        self._begin(0)

    @property
    def at_s(self) -> float:
        """Return the second of the evening that comes next; it stands still while held."""
        at = self._now if self._held_at is None else self._held_at
        return (at - self._late) / RATE_HZ

    @property
    def held(self) -> bool:
        """Return whether the evening stands still."""
        return self._held_at is not None

    def block(self, frames: int) -> Samples:
        """Return the next samples, a row each, left and right."""
        parts = []
        while frames > 0:
            if self._now >= self._made_until:
                self._make_next()
            part = self._made[len(self._made) - (self._made_until - self._now) :][:frames]
            parts.append(part)
            self._now += len(part)
            frames -= len(part)
        return np.concatenate(parts) if parts else np.zeros((0, 2), np.float32)

    def change(self, points: Breakpoints) -> None:
        """Play other breakpoints from now on; the lead reaches them within 0.3 s, the past stays."""
        self._points = points
        if self._held_at is None:
            self._follow(points, JOIN_S)

    def hold(self) -> None:
        """Let the evening stand still: all but quiet pads fade within 1.5 s; held twice is held once."""
        self._rest(HOLD_S, bed=QUIET_BED, room=1.0)

    def stop(self) -> None:
        """Let the evening stand still and everything fade within 0.3 s; a bell can still be rung."""
        self._rest(STOP_S, bed=0.0, room=0.0)

    def go_on(self) -> None:
        """Let the evening go on from where it stands; nothing changes if it was not held."""
        if self._held_at is not None:
            self._late += self._changes_from() - self._held_at
            self._held_at = None
            self._follow(self._points, GO_ON_S)

    def go_to(self, at_s: float) -> None:
        """Let the evening go on from another second of it, held or not; the past stays, and nothing jumps."""
        within_s = JOIN_S if self._held_at is None else GO_ON_S
        self._late, self._held_at = self._now - round(at_s * RATE_HZ), None
        self._follow(self._points, within_s)

    def ring(self, kind: BellKind) -> None:
        """Ring a bell now, held or not."""
        begins = self._changes_from()
        self._heard = self._heard.struck(Bell(begins / RATE_HZ, kind, 0), begins)
        self._make_again()

    def seek(self, at_s: float) -> None:
        """Go to a second of the evening, not held; what follows is what a straight run plays there."""
        self._begin(round(at_s * RATE_HZ))

    def stem(self, stem: Stem, at_s: float, frames: int) -> Samples:
        """Return one part alone as it is heard from a second on, without the room."""
        first = round(at_s * RATE_HZ)
        chunks = range(first // CHUNK, (first + frames - 1) // CHUNK + 1)
        player = self._instruments.get(stem)
        if player is None:
            return np.zeros((frames, 2), np.float32)
        played = np.concatenate([player.sound(chunk * CHUNK, self._heard) for chunk in chunks], axis=1)
        skipped = first - chunks[0] * CHUNK
        return np.ascontiguousarray(played[:, skipped : skipped + frames].T)

    def _begin(self, at: int) -> None:
        """Begin at a sample, with what the room and the limiter heard before it."""
        self._heard = Timeline.of(self._points)
        self._now, self._late, self._held_at = at, 0, None
        self._room.clear()
        self._next = (at + LOOK_AHEAD) // CHUNK
        self._tail = before_sound()
        for chunk in range(max(0, self._next - self._room.chunks - 1), self._next - 1):
            self._room.play(chunk, self._sent(self._parts(chunk)))
        if self._next:
            self._tail = limited(self._tail, self._mixed(self._next - 1))[1]
        self._made, self._made_until = np.zeros((0, 2), np.float32), at

    def _make_next(self) -> None:
        """Make the next chunk; it comes out of the limiter a little later than it went in."""
        self._tail_before = self._tail
        self._made, self._tail = limited(self._tail, self._mixed(self._next))
        self._next += 1
        self._made_until = self._next * CHUNK - LOOK_AHEAD

    def _make_again(self) -> None:
        """Make the last chunk anew if some of it is still to come."""
        if self._now < self._made_until:
            self._tail, self._next = self._tail_before, self._next - 1
            self._make_next()

    def _changes_from(self) -> int:
        """Return the first sample that can still be other than it is; what is in the limiter cannot."""
        last = self._next - 1 if self._now < self._made_until else self._next
        return max(self._now, last * CHUNK)

    def _follow(self, points: Breakpoints, within_s: float) -> None:
        fresh = Timeline.of(points, later_s=self._late / RATE_HZ)
        self._heard = self._heard.changed(fresh, self._changes_from(), round(within_s * RATE_HZ))
        self._make_again()

    def _rest(self, fade_s: float, *, bed: float, room: float) -> None:
        begins = self._changes_from()
        self._held_at = begins if self._held_at is None else self._held_at
        self._heard = self._heard.held(begins, round(fade_s * RATE_HZ), bed=bed, room=room)
        self._make_again()

    def _parts(self, chunk: int) -> Mapping[Stem, Stereo]:
        start = chunk * CHUNK
        return {stem: player.sound(start, self._heard) for stem, player in self._instruments.items()}

    def _sent(self, parts: Mapping[Stem, Stereo]) -> Mono:
        """Return what the room hears, one channel."""
        sent: Mono = np.zeros(CHUNK, np.float32)
        for stem, share in _IN_THE_ROOM.items():
            if stem in parts:
                sent += share * parts[stem].mean(axis=0)
        return sent

    def _mixed(self, chunk: int) -> Samples:
        parts = self._parts(chunk)
        self._room.play(chunk, self._sent(parts))
        ringing = self._room.rings(chunk) * self._heard.room.over(chunk * CHUNK, CHUNK).astype(np.float32)
        return np.ascontiguousarray(sum(parts.values(), ringing).T)


def _instruments(colour: Colour, seed: int, own: Instrument | None) -> Mapping[Stem, Instrument]:
    """Return who plays what."""
    players: dict[Stem, Instrument] = {Stem.BELLS: Bells(colour)}
    if own is not None:
        return players | {Stem.OWN: own}
    if colour.lead_level:
        players[Stem.LEAD] = Lead(level=colour.lead_level, brightness=colour.brightness)
    if colour.pads:
        players[Stem.PADS] = Pads(colour.pads, np.random.default_rng([seed, 1]))
    if colour.breath:
        players[Stem.BREATH] = Breath(colour.breath, np.random.default_rng([seed, 2]))
    return players
