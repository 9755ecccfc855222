"""A home: the people who share it and the devices they use; no accounts."""

from dataclasses import dataclass

from backrub.domain.errors import BadInput

INVITATION_MS = 10 * 60 * 1000
"""How long a link that invites a phone is good, once."""

LONGEST_NAME = 40
MOST_PEOPLE = 2
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Signs between letters that Persian, Hindi and others are written with."""


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


def name_from(said: str) -> str:
    """Return a name as it is kept: at most 40 letters, on one line, with single blanks.

    Raises: BadInput.
    """
    name = " ".join(said.split())
    if not name:
        raise BadInput("Say what to call you; one letter is enough.")
    if len(name) > LONGEST_NAME:
        raise BadInput(f"That name is long; {LONGEST_NAME} letters are the most.")
    seen = [letter for letter in name if letter not in _JOINERS]
    if not seen or not all(letter.isprintable() for letter in seen):
        raise BadInput("That name holds signs that cannot be shown; write it with letters.")
    return name
