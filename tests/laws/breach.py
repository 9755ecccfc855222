"""What the judge finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breach:
    """Say which law a plan breaks, at which step ("" when it is the whole plan), and how."""

    law: int
    step: str
    sentence: str
