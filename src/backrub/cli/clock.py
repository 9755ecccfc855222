"""The session's clock as a room hears it: real time, faster for rehearsal, or as fast as can be."""

import math
import time


class SessionClock:
    """Count session milliseconds from `start_ms` at `speed` session seconds a real second, inf for no wait."""

    def __init__(self, start_ms: int, speed: float) -> None:
        self._speed = speed
        self._start_ms = start_ms
        self._started_s = time.monotonic()

    def now_ms(self) -> int:
        """Return the time on the session's clock; without waits that is what was reached last."""
        if math.isinf(self._speed):
            return self._start_ms
        return self._start_ms + int((time.monotonic() - self._started_s) * self._speed * 1000)

    def seconds_until(self, at_ms: int) -> float:
        """Return real seconds until a time of the session, 0.0 when it has come."""
        if math.isinf(self._speed):
            return 0.0
        # The half millisecond keeps a wait from ending just before its time.
        return max(0.0, (at_ms - self.now_ms() + 0.5) / 1000 / self._speed)

    def reach(self, at_ms: int) -> None:
        """Wait for a time of the session, or without waits be there."""
        time.sleep(self.seconds_until(at_ms))
        if math.isinf(self._speed):
            self._start_ms = max(self._start_ms, at_ms)
