"""What research says about back rubs, what it does not, and where to learn or ask."""

from dataclasses import dataclass
from enum import StrEnum

from backrub.domain.stroke import Evidence


class Topic(StrEnum):
    """Name what a fact is about, in the order it is read."""

    TOUCH = "touch"
    EASE = "ease"
    TOGETHER = "together"
    HARM = "harm"
    UNKNOWN = "unknown"
    CARE = "care"
    FURTHER = "further"


@dataclass(frozen=True, slots=True)
class Fact:
    """Describe one fact: what it says, in one sentence, and what it does not; `href` leads to a place to go on."""

    key: str
    topic: Topic
    says: str
    but: str
    href: str
    source: str
    evidence: Evidence
