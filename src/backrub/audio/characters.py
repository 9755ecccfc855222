"""The characters of the music: which tones, breath, bells and room each is made of.

All tones are counted in semitones above 110 Hz and keep to one pentatonic scale, so that nothing ever clashes.
"""

from dataclasses import dataclass
from enum import StrEnum


class Character(StrEnum):
    """Name how the music is; voice only is silence with bells."""

    STILL = "still"
    WARM = "warm"
    TIDE = "tide"
    VOICE_ONLY = "voice_only"


@dataclass(frozen=True, slots=True)
class Tone:
    """Sound a tone of the pads; it comes in as the mood, a mean pressure 1 to 4, passes `opens`."""

    semitones: int
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
        lead_level=0.15,
        brightness=0.7,
        pads=Pads(
            (Tone(0, 0.9), Tone(7, 0.7), Tone(12, 0.5), Tone(19, 0.28, 1.6), Tone(14, 0.25, 2.2)),
            harmonics=(1.0, 0.35, 0.12, 0.05),
            drift_s=23.0,
        ),
        breath=Breath(240.0, 900.0, 0.5),
        bell=_BOWL,
        pulse_level=0.8,
        room=Room(2.2, 0.30),
    ),
    Character.WARM: Colour(
        lead_level=0.15,
        brightness=1.0,
        pads=Pads(
            (
                *(Tone(0, 0.7), Tone(7, 0.6), Tone(12, 0.6), Tone(16, 0.5, 1.4), Tone(21, 0.4, 1.8)),
                *(Tone(14, 0.4, 2.2), Tone(19, 0.35, 1.2), Tone(9, 0.4, 2.6)),
            ),
            harmonics=(1.0, 0.5, 0.25, 0.1, 0.04),
            drift_s=13.0,
        ),
        breath=Breath(160.0, 600.0, 0.35),
        bell=_FELT,
        pulse_level=0.8,
        room=Room(1.4, 0.24),
    ),
    Character.TIDE: Colour(
        lead_level=0.14,
        brightness=0.55,
        pads=Pads(
            (Tone(-5, 0.5), Tone(0, 0.6), Tone(7, 0.6), Tone(14, 0.35, 1.4), Tone(19, 0.3, 2.0)),
            harmonics=(1.0, 0.25, 0.08),
            drift_s=17.0,
        ),
        breath=Breath(120.0, 1_800.0, 1.1),
        bell=_GLASS,
        pulse_level=0.8,
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
