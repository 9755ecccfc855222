"""The eight adults, as numbers of the body model."""

from __future__ import annotations

from dataclasses import dataclass

YOUNGEST = 0.70  # the model's 2/3 is a young adult; its default of 0.5 is a teenager


class NotAnAdultError(ValueError):
    """Somebody younger than an adult was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Describe one adult: phenotypes of the model in 0…1, and what the picture needs to know.

    `gender` runs from masculine 0 to feminine 1. `definition` scales how far bone and muscle show through
    the skin (1 = as authored). `hair` is "short" or "up".

    Raises:
        NotAnAdultError: for any age below 0.70.

    """

    name: str
    gender: float
    age: float
    muscle: float
    weight: float
    height: float
    proportions: float
    definition: float
    hair: str

    def __post_init__(self) -> None:
        if not YOUNGEST <= self.age <= 1:
            raise NotAnAdultError(f"{self.name} has age {self.age}; every body here is between 0.70 and 1")

    @property
    def phenotypes(self) -> dict[str, float]:
        """Return what the model is asked for."""
        return {
            "gender": self.gender,
            "age": self.age,
            "muscle": self.muscle,
            "weight": self.weight,
            "height": self.height,
            "proportions": self.proportions,
        }


def person(name: str, numbers: tuple[float, ...], definition: float, hair: str) -> Person:
    """Name the numbers, which stand in the order gender, age, muscle, weight, height, proportions."""
    gender, age, muscle, weight, height, proportions = numbers
    return Person(
        name=name, gender=gender, age=age, muscle=muscle, weight=weight, height=height,
        proportions=proportions, definition=definition, hair=hair,
    )  # fmt: skip


REFERENCE = "neutral"
PEOPLE = (
    person("feminine", (1.0, 0.72, 0.68, 0.42, 0.36, 0.15), 0.85, "up"),
    person("masculine", (0.0, 0.72, 0.85, 0.46, 0.36, 0.15), 1.1, "short"),
    person("neutral", (0.5, 0.72, 0.66, 0.45, 0.40, 0.20), 1.0, "short"),
    person("heavy_feminine", (1.0, 0.80, 0.25, 1.00, 0.36, 0.50), 0.3, "up"),
    person("heavy_masculine", (0.0, 0.80, 0.30, 1.00, 0.36, 0.50), 0.35, "short"),
    person("slim_tall", (0.2, 0.70, 0.50, 0.18, 0.62, 0.30), 1.25, "short"),
    person("small", (0.9, 0.72, 0.50, 0.20, 0.25, 0.30), 1.1, "up"),
    person("older", (0.5, 0.98, 0.40, 0.50, 0.36, 0.50), 0.9, "short"),
)
