"""The pace of a live sound: made a little ahead of the clock, as a radio station does, and never far."""

from dataclasses import dataclass

AHEAD_MS = 1250
"""How far ahead of the clock sound is made; a player holds that much when it begins."""

MOST_AHEAD_MS = 1750
"""How far ahead something new may be made at once."""

LOST_MS = 3000
"""Further than this from the clock nothing is made up for: the sound goes on where the clock is."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Hold until when, in milliseconds of the clock, sound has been made."""

    until_ms: int

    def due_in_s(self, now_ms: int) -> float:
        """Return in how many seconds the next block is due, 0.0 if it is."""
        return max(0.0, (self.until_ms - AHEAD_MS - now_ms) / 1000)

    def takes(self, block_ms: int, now_ms: int) -> bool:
        """Return whether a block may be made at once, due or not, to let something new be heard."""
        return self.until_ms + block_ms <= now_ms + MOST_AHEAD_MS

    def is_late(self, now_ms: int) -> bool:
        """Return whether what comes next should be heard already."""
        return self.until_ms < now_ms

    def after(self, block_ms: int) -> "Pace":
        """Return the pace with one more block made."""
        return Pace(self.until_ms + block_ms)

    def kept(self, now_ms: int) -> "Pace":
        """Return the same pace, or a new one from now on where the clock jumped or the machine slept."""
        is_lost = abs(self.until_ms - now_ms) > LOST_MS
        return Pace(now_ms) if is_lost else self
