"""How much weight a pressure word asks of a tool: contact pressure times area, for practice on a scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from backrub.domain.errors import BadInput
from backrub.domain.pressure import DEEP_ABOVE, PressureWord, word_for
from backrub.domain.stroke import LADDER_TOOLS, Evidence, Tool

MOST_N = 120.0
"""The most anyone who is no therapist leans through one contact."""

LEAST_KG, LARGEST_KG = 0.1, 30.0
"""What may be typed as read off a scale, in kg."""

_N_PER_KPA_CM2 = 0.1
_N_PER_KG = 9.80665


@dataclass(frozen=True, slots=True)
class Lean:
    """Describe a tool's contact: its area in cm², and kPa at the Walton levels 1, 2, 3 and 4."""

    key: Tool
    name: str
    area_cm2: float
    kpa: tuple[float, float, float, float]
    how: str
    source: str
    evidence: Evidence

    @property
    def words(self) -> tuple[PressureWord, ...]:
        """Return the pressure words the tool is for; deep belongs to the ladder of leverage."""
        return tuple(word for word in PressureWord if word.level <= DEEP_ABOVE or self.key in LADDER_TOOLS)

    def kg(self, level: float) -> float:
        """Return the weight, in kg on a scale, of a Walton level of 1.0 to 4.0; straight lines between levels."""
        below = min(int(level), 3)
        low, high = self.kpa[below - 1], self.kpa[below]
        newtons = (low + (high - low) * (level - below)) * self.area_cm2 * _N_PER_KPA_CM2
        return min(newtons, MOST_N) / _N_PER_KG

    def word_of(self, kg: float) -> PressureWord:
        """Return the pressure word whose level is nearest to that of a weight in kg."""
        return word_for(self._level(kg))

    def _level(self, kg: float) -> float:
        weights = [(self.kg(level), float(level)) for level in (1, 2, 3, 4)]
        for (low, level), (high, _) in pairwise(weights):
            if kg <= high:
                return level + max(0.0, (kg - low) / (high - low))
        return weights[-1][1]


Felt = Mapping[tuple[Tool, PressureWord], float]
"""What a person's own words weigh, in kg on a scale."""

MOST_KG = MOST_N / _N_PER_KG
"""The most that is ever practised, in kg."""


def kg_from(text: str) -> float:
    """Return the weight someone read off a scale, in kg; a comma does for a point.

    Raises: BadInput.
    """
    try:
        kg = float(text.strip().replace(",", "."))
    except ValueError:
        kg = 0.0
    if not LEAST_KG <= kg <= LARGEST_KG:
        raise BadInput(f"What the scale shows: a weight from {LEAST_KG} to {LARGEST_KG:g} kg, such as 4.2.")
    return kg
