"""The scale: what a pressure word weighs with each tool by the table, and to the person who pressed."""

from collections.abc import Mapping
from dataclasses import dataclass

from backrub.domain.catalogue import Catalogue
from backrub.domain.leaning import MOST_KG, Felt, Lean
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Evidence, Tool
from backrub.web.naming import capital

LETTERS = {Evidence.CITED: "R", Evidence.UNVERIFIED: "M", Evidence.DEFAULT: "D"}
"""R: read as abstract or excerpt. M: from memory. D: Backrub's own default."""

_CLOSE = 0.15
"""Which share of the table's weight is too little to speak of."""

_KITCHEN_KG = 5.0


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one word with one tool: the table's weight, the person's own, and whether it is chosen."""

    word: str
    table: str
    own: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """Hold what the figures of a tool are made of."""

    name: str
    area: str
    kpa: tuple[str, ...]
    letter: str


@dataclass(frozen=True, slots=True)
class ScaleView:
    """Hold everything on the page of the scale."""

    tool: Tool
    word: PressureWord
    tools: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    note: str
    how: str
    image: str
    kg: str
    which: str
    said: str
    rows: tuple[Row, ...]
    contacts: tuple[Contact, ...]
    sources: tuple[str, ...]
    most: str
    has_own: bool


def scale_view(
    leans: Mapping[Tool, Lean], felt: Felt, catalogue: Catalogue, tool: Tool, asked: PressureWord
) -> ScaleView:
    """Return the page for a tool and a word, the firmest it is for where that was asked too much."""
    lean = leans[tool]
    word = asked if asked in lean.words else lean.words[-1]
    weight = lean.kg(word.level)
    return ScaleView(
        tool=tool,
        word=word,
        tools=tuple((one.key.value, capital(one.name)) for one in leans.values()),
        words=tuple((one.value, one.value) for one in PressureWord),
        note=""
        if word is asked
        else f"{capital(asked.value)} is for fist and forearm; this is {word.value}.",
        how=lean.how,
        image=catalogue.pressures[word].image,
        kg=_kg(weight),
        which="A bathroom scale" if weight > _KITCHEN_KG else "A kitchen scale",
        said=_said(lean, word, felt.get((tool, word))),
        rows=tuple(
            Row(
                one.value,
                _kg(lean.kg(one.level)),
                _kg(felt[tool, one]) if (tool, one) in felt else "",
                one is word,
            )
            for one in lean.words
        ),
        contacts=tuple(
            Contact(
                capital(one.name),
                f"{one.area_cm2:g}",
                tuple(f"{kpa:g}" for kpa in one.kpa),
                LETTERS[one.evidence],
            )
            for one in leans.values()
        ),
        sources=tuple(dict.fromkeys(source for one in leans.values() for source in one.source.split("; "))),
        most=_kg(MOST_KG),
        has_own=bool(felt),
    )


def _said(lean: Lean, word: PressureWord, own_kg: float | None) -> str:
    """Return what the scale says of someone's word, "" while it was not pressed."""
    if own_kg is None:
        return ""
    if own_kg > MOST_KG:
        return f"{_kg(own_kg)} kg is more than Backrub ever asks for. Come back onto your feet a little."
    table_kg = lean.kg(word.level)
    if abs(own_kg - table_kg) <= _CLOSE * table_kg:
        return f"Your {word.value} weighs {_kg(own_kg)} kg: just as in the table."
    than = "lighter" if own_kg < table_kg else "heavier"
    nearest = lean.word_of(own_kg)
    called = "" if nearest is word else f" The table would call that {nearest.value}."
    return f"Your {word.value} weighs {_kg(own_kg)} kg: {than} than in the table.{called}"


def _kg(weight: float) -> str:
    return f"{weight:.1f}".removesuffix(".0")
