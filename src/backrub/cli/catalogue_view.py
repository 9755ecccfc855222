"""Show the rows of the catalogue, each with its source, for people and for programs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from backrub.cli.palette import CREAM, DIM, FLAME, TALLOW
from backrub.domain.catalogue import Catalogue, Phrase, SafetyRow, SiteRow
from backrub.domain.pressure import word_for
from backrub.domain.stroke import Stroke, ToolRow

if TYPE_CHECKING:
    from backrub.atlas.maps import BodyRow

Lines = Iterator[tuple[str, str]]
"""Text and its style."""


def rows_bytes(catalogue: Catalogue, rows: str) -> bytes:
    """Return a table of the catalogue as a JSON list, indented by two, ended by a line break."""
    listed = list(_table(catalogue, rows).values())
    return msgspec.json.format(msgspec.json.encode(listed, order="deterministic"), indent=2) + b"\n"


def show_rows(catalogue: Catalogue, rows: str, console: Console) -> None:
    """Print a table of the catalogue in words."""
    width = min(console.width, 100)
    for row in _table(catalogue, rows).values():
        head, *lines = _SHOWN[rows](row)
        console.print(Text(*head), width=width)
        for line in lines:
            console.print(Padding(Text(*line), (0, 0, 0, 2)), width=width)
        if lines:
            console.print()


def _table(catalogue: Catalogue, rows: str) -> Mapping[Any, Any]:
    if rows == "bodies":
        from backrub.atlas.maps import body_rows

        return body_rows()
    table: Mapping[Any, Any] = getattr(catalogue, rows)
    return table


def _body(row: "BodyRow") -> Lines:
    yield row.key, FLAME
    yield f"{row.height_cm:.0f} cm tall.", CREAM
    yield f"{row.source} [{row.evidence}]", DIM


def _site(row: SiteRow) -> Lines:
    yield row.name, FLAME
    yield row.landmarks, CREAM
    yield f"Nothing firmer than {word_for(row.ceiling).value}.", TALLOW
    yield from _founded(row.cautions, row.source, row.evidence)


def _stroke(row: Stroke) -> Lines:
    yield f"{row.name} ({row.term})", FLAME
    yield row.how, CREAM
    low, high = (word_for(level).value for level in row.pressure)
    tools = ", ".join(tool.value.replace("_", " ") for tool in row.tools)
    yield f"{low if low == high else f'{low} to {high}'}; with {tools}.", TALLOW
    yield f"The usual mistake: {row.mistake}", TALLOW
    yield from _founded(row.cautions, row.source, row.evidence)


def _tool(row: ToolRow) -> Lines:
    yield row.name, FLAME
    yield row.mechanics, CREAM
    yield from _founded(row.cautions, row.source, row.evidence)


def _safety(row: SafetyRow) -> Lines:
    yield f"{row.key}: {row.question}", FLAME
    yield row.advice, CREAM
    yield f"{row.action.value.replace('_', ' ')}, asked of {row.who.value}.", TALLOW
    yield from _founded(row.cautions, row.source, row.evidence)


def _phrase(row: Phrase) -> Lines:
    yield f"{row.key}: {row.text}", CREAM


def _founded(cautions: Iterable[str], source: str, evidence: str) -> Lines:
    yield from ((caution, TALLOW) for caution in cautions)
    yield f"{source} [{evidence}]", DIM


_SHOWN: Mapping[str, Callable[[Any], Lines]] = {
    "sites": _site,
    "strokes": _stroke,
    "tools": _tool,
    "safety": _safety,
    "phrases": _phrase,
    "bodies": _body,
}
