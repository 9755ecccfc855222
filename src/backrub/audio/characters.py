"""The characters of the music: which tones, breath, bells and room each is made of.

Tones of the pads are whole-number ratios to 110 Hz within one pentatonic scale: their partials meet exactly, so that
nothing beats and nothing clashes.
"""

from dataclasses import dataclass
from enum import StrEnum

MUSIC_LUFS = -21.0
"""How loud all music is over an evening, about; what it is mixed to is the mix's business."""


class Character(StrEnum):
    """Name how the music is; voice only is silence with bells."""

    STILL = "still"
    WARM = "warm"
    TIDE = "tide"
    VOICE_ONLY = "voice_only"


@dataclass(frozen=True, slots=True)
class Tone:
    """Sound a tone of the pads; it comes in as the mood, a mean pressure 1 to 4, passes `opens`."""

    ratio: float
    level: float
    opens: float = 0.0


@dataclass(frozen=True, slots=True)
class Pads:
    """Make a bed of tones that drift; `harmonics` are the levels of a tone's partials, `drift_s` how slow it is."""

    tones: tuple[Tone, ...]
    harmonics: tuple[float, ...]
    drift_s: float


@dataclass(frozen=True, slots=True)
class Breath:
    """Make a breath of noise between two frequencies; `period_s` is one breath."""

    low_hz: float
    high_hz: float
    level: float
    period_s: float = 4.8


@dataclass(frozen=True, slots=True)
class BellTimbre:
    """Make a bell of partials (ratio, level, seconds to a thousandth) that begins within `attack_s`."""

    partials: tuple[tuple[float, float, float], ...]
    attack_s: float


@dataclass(frozen=True, slots=True)
class Room:
    """Make a room of a length, whose highs die away sooner; `level` is its share."""

    seconds: float
    level: float


@dataclass(frozen=True, slots=True)
class Colour:
    """Join what a character is made of; what is None is not heard."""

    lead_level: float
    brightness: float
    pads: Pads | None
    breath: Breath | None
    bell: BellTimbre
    pulse_level: float
    room: Room


_BOWL = BellTimbre(((1.0, 1.0, 5.5), (2.71, 0.22, 3.0), (5.15, 0.06, 1.2)), attack_s=0.012)
_FELT = BellTimbre(((1.0, 1.0, 3.2), (2.0, 0.3, 1.8), (3.01, 0.1, 0.9), (4.02, 0.03, 0.5)), attack_s=0.007)
_GLASS = BellTimbre(
    ((1.0, 0.9, 4.5), (1.003, 0.35, 4.5), (2.32, 0.2, 2.2), (4.25, 0.06, 1.0)), attack_s=0.016
)

COLOURS = {
    Character.STILL: Colour(
        lead_level=0.34,
        brightness=0.7,
        pads=Pads(
            (Tone(1, 0.9), Tone(3 / 2, 0.7), Tone(2, 0.5), Tone(3, 0.28, 1.6), Tone(9 / 4, 0.25, 2.2)),
            harmonics=(1.0, 0.35, 0.12, 0.05),
            drift_s=23.0,
        ),
        breath=Breath(240.0, 1_200.0, 0.55),
        bell=_BOWL,
        pulse_level=0.5,
        room=Room(2.2, 0.30),
    ),
    Character.WARM: Colour(
        lead_level=0.34,
        brightness=1.0,
        pads=Pads(
            (
                Tone(1, 0.7),
                Tone(3 / 2, 0.6),
                Tone(2, 0.6),
                Tone(3, 0.35, 1.2),
                Tone(5 / 2, 0.5, 1.4),
                Tone(10 / 3, 0.4, 1.8),
                Tone(9 / 4, 0.4, 2.2),
                Tone(5 / 3, 0.4, 2.6),
            ),
            harmonics=(1.0, 0.5, 0.25, 0.1, 0.04),
            drift_s=13.0,
        ),
        breath=Breath(160.0, 800.0, 0.4),
        bell=_FELT,
        pulse_level=0.5,
        room=Room(1.4, 0.24),
    ),
    Character.TIDE: Colour(
        lead_level=0.32,
        brightness=0.55,
        pads=Pads(
            (Tone(3 / 4, 0.5), Tone(1, 0.6), Tone(3 / 2, 0.6), Tone(9 / 4, 0.35, 1.4), Tone(3, 0.3, 2.0)),
            harmonics=(1.0, 0.25, 0.08),
            drift_s=17.0,
        ),
        breath=Breath(120.0, 1_600.0, 1.1),
        bell=_GLASS,
        pulse_level=0.5,
        room=Room(2.6, 0.34),
    ),
    Character.VOICE_ONLY: Colour(
        lead_level=0.0,
        brightness=0.0,
        pads=None,
        breath=None,
        bell=_FELT,
        pulse_level=0.0,
        room=Room(1.4, 0.2),
    ),
}
