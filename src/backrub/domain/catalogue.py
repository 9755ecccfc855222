"""The catalogue: what therapists know, as rows of data with their source and evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from backrub.domain.back import Side, Site, SiteSide
from backrub.domain.check_in import Position, Surface
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Evidence, Stroke, Tool, ToolRow

ENGLISH = "en"
"""The language everything is written in first; a word that another language lacks is said in it."""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """Describe a site: names, where to find it, its ceiling (Walton), its share of work, the tools it bears."""

    key: Site
    name: str
    read_back: str
    landmarks: str
    ceiling: float
    weight: float
    tools: frozenset[Tool]
    cautions: tuple[str, ...]
    source: str
    evidence: Evidence


class SafetyAction(StrEnum):
    """Name what a health answer does to the evening, gravest first."""

    SEEK_CARE = "seek_care"
    ABSOLUTE = "absolute"
    HOLD_ONLY = "hold_only"
    LOCAL = "local"
    LIMITS = "limits"


class Who(StrEnum):
    """Name whom a health question is put to."""

    RECEIVER = "receiver"
    GIVER = "giver"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class SafetyRow:
    """Describe a health answer and what it does.

    `urgent` tells an emergency from "see a doctor soon". `ceiling`, `forbids_tools`, `forbids_positions`,
    `forbids_percussion`, `forbids_oil` apply with action limits. `ask_every_time` marks red flags; `advice`
    is shown only to the person who answered.
    """

    key: str
    question: str
    who: Who
    action: SafetyAction
    urgent: bool
    ceiling: float | None
    forbids_tools: frozenset[Tool]
    forbids_positions: frozenset[Position]
    forbids_percussion: bool
    forbids_oil: bool
    ask_every_time: bool
    advice: str
    cautions: tuple[str, ...]
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PressureRow:
    """Describe a pressure word: how it is said, and an image anyone can feel."""

    key: PressureWord
    name: str
    image: str
    walton: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SetUpRow:
    """Describe one thing to make ready; empty `positions` or `surfaces` mean any, None of oil or cradle mean either."""

    key: str
    text: str
    positions: frozenset[Position]
    surfaces: frozenset[Surface]
    oil: bool | None
    cradle: bool | None
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SignRow:
    """Describe a sign of tension or relaxation that a giver can notice, and what to do then."""

    key: str
    name: str
    relaxed: bool
    response: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Phrase:
    """Describe a spoken or written line with named slots, e.g. "Both hands to {place}."."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Hold every row the engine draws on, keyed by its key; `language` is that of its words."""

    sites: Mapping[Site, SiteRow]
    strokes: Mapping[str, Stroke]
    tools: Mapping[Tool, ToolRow]
    safety: Mapping[str, SafetyRow]
    pressures: Mapping[PressureWord, PressureRow]
    set_up: tuple[SetUpRow, ...]
    signs: Mapping[str, SignRow]
    phrases: Mapping[str, Phrase]
    language: str = ENGLISH

    def say(self, phrase: str, **slots: str) -> str:
        """Return a phrase with its slots filled, the first letter a capital.

        Raises: KeyError, if the phrase or a slot it names is missing.
        """
        text = self.within(phrase, **slots)
        return text[:1].upper() + text[1:]

    def within(self, phrase: str, **slots: str) -> str:
        """Return a phrase with its slots filled, as it stands within a sentence.

        Raises: KeyError, if the phrase or a slot it names is missing.
        """
        return self.phrases[phrase].text.format(**slots)

    def label(self, name: str) -> str:
        """Return the name of a place without its article, as a list has it."""
        first, _, rest = name.partition(" ")
        return rest if rest and first in self.phrases["articles"].text.split() else name

    def place_name(self, where: SiteSide) -> str:
        """Return how a person would name a site-side, e.g. "the left shoulder top"."""
        return self.sites[where.site].read_back.format(side=self.side_name(where.side))

    def side_name(self, side: Side) -> str:
        """Return the word for a side."""
        return self.phrases[f"side.{side.value}"].text

    def own_place_name(self, where: SiteSide) -> str:
        """Return a site-side as its owner is told of it, e.g. "the top of your left shoulder"."""
        read_back, side = self.sites[where.site].read_back, where.side.value
        if "side of the " in read_back:
            return read_back.replace("side of the ", "side of your ").format(side=side)
        return read_back.format(side=f"your {side}").replace("the your ", "your ")
