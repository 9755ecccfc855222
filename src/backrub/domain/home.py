"""A home: the people who share it and the devices they use; no accounts."""

from dataclasses import dataclass

INVITATION_MS = 10 * 60 * 1000
"""How long a link that invites a phone is good, once."""


@dataclass(frozen=True, slots=True)
class Person:
    """Name someone of a home, and which back of the atlas is drawn for them."""

    id: str
    home_id: str
    name: str
    body: str = "neutral"
    tone: str = "light"


@dataclass(frozen=True, slots=True)
class Device:
    """Tell whose device this is: everyone it may speak for, and who holds it now."""

    id: str
    home_id: str
    people: tuple[str, ...]
    holder: str | None

    @property
    def is_shared(self) -> bool:
        """Return whether more than one person uses it, so that private answers are put away."""
        return len(self.people) > 1


@dataclass(frozen=True, slots=True)
class Invitation:
    """Let one more device into a home, once and until `expires_ms` (Unix time).

    `person` is whose device it will be; None lets a new person in.
    """

    home_id: str
    expires_ms: int
    person: str | None = None
