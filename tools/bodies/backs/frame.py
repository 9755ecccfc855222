"""What part of a body a picture shows, and where a centimetre lies in it."""

from __future__ import annotations

from dataclasses import dataclass

PX_PER_CM = 14
HALF_WIDTH_CM = 34
ABOVE_CROWN_CM = 5
HEM_ABOVE_S2_CM = 0.6  # above the cleft
TOWEL_CM = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Hold the picture plane of one body in whole cm: X -34…34, Y from the towel to above the crown."""

    bottom_cm: int
    top_cm: int
    hem_cm: float
    half_width_cm: int = HALF_WIDTH_CM
    px_per_cm: int = PX_PER_CM

    @property
    def width_px(self) -> int:
        """Return the width of the picture."""
        return 2 * self.half_width_cm * self.px_per_cm

    @property
    def height_px(self) -> int:
        """Return the height of the picture."""
        return (self.top_cm - self.bottom_cm) * self.px_per_cm


def frame_for(*, s2_cm: float, crown_cm: float) -> Frame:
    """Frame a body by the height of its S2 and its crown above the floor."""
    hem = s2_cm + HEM_ABOVE_S2_CM
    return Frame(bottom_cm=round(hem) - TOWEL_CM, top_cm=round(crown_cm) + ABOVE_CROWN_CM, hem_cm=hem)
