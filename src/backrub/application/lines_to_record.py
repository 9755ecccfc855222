"""List what a person reads aloud, so that an evening can be spoken in their voice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from string import Formatter

from backrub.domain.back import Side, SiteSide
from backrub.domain.catalogue import Catalogue

SPOKEN = (
    *("settle", "listen", "warm_up", "step", "rest", "mechanics", "ask", "turn_head", "turn", "head"),
    *("hold", "close", "sign.watch", "relay", "sound.opening"),
)
"""The phrases that are said aloud whatever was found; what names a finding is left to another voice."""

_PIECES: Mapping[str, Sequence[str]] = {
    "settle.begin": ("Rest warm, quiet hands", "on {place}", "Breathe together."),
    "listen.begin": ("Hands sink slowly", "into {place}", "Just feel."),
    "hold.begin": ("Rest still, warm hands", "on {place}"),
    "step.begin": ("{stroke}", "on {place}", "{pressure}"),
    "step.same": ("Same place:", "{stroke}", "{pressure}"),
    "step.focal": ("{stroke}", "on {place}", "Sink in slowly."),
    "step.next": ("Next,", "{next}"),
}
"""How phrases with places and strokes are cut; every place or stroke is then read once."""


@dataclass(frozen=True, slots=True)
class LineToRecord:
    """Name one line to read aloud; `id` is the name of its clip."""

    id: str
    text: str


def lines_to_record(catalogue: Catalogue) -> tuple[LineToRecord, ...]:
    """Return the lines in the order they are met in an evening, each once."""
    lines: dict[str, LineToRecord] = {}
    for line in _lines(catalogue):
        lines.setdefault(line.text.lower(), line)
    return tuple(lines.values())


def _lines(catalogue: Catalogue) -> Iterator[LineToRecord]:
    values = _values(catalogue)
    for key, phrase in catalogue.phrases.items():
        if key in SPOKEN or key.partition(".")[0] in SPOKEN:
            for piece in _PIECES.get(key, (phrase.text,)):
                yield from _filled(key, piece, values)


def _filled(key: str, piece: str, values: Mapping[str, Sequence[str]]) -> Iterator[LineToRecord]:
    """Yield a piece once for every way to fill it."""
    slots = [slot for _, slot, _, _ in Formatter().parse(piece) if slot]
    for chosen in product(*(values[slot] for slot in slots)):
        text = piece.format(**dict(zip(slots, chosen, strict=True)))
        whole = key not in _PIECES and not slots
        yield LineToRecord(key if whole else _id_of(text), text[:1].upper() + text[1:])


def _values(catalogue: Catalogue) -> Mapping[str, Sequence[str]]:
    places = list(dict.fromkeys(_places(catalogue)))
    return {
        "place": places,
        "next": places,
        "stroke": [stroke.name for stroke in catalogue.strokes.values()],
        "pressure": [word.value for word in catalogue.pressures],
    }


def _places(catalogue: Catalogue) -> Iterable[str]:
    for key, phrase in catalogue.phrases.items():
        if key.startswith("place."):
            yield phrase.text
    for site, row in catalogue.sites.items():
        yield row.name
        yield from (
            catalogue.place_name(SiteSide(f"{site.value}:{side.value}")) for side in (Side.LEFT, Side.RIGHT)
        )


def _id_of(text: str) -> str:
    """Return a text as the name of a file."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())
