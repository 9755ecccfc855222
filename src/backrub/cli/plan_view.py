"""Show a plan on a page: the wish, what to make ready, and the steps phase by phase."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from backrub.application.plan_tonight import Tonight
from backrub.cli.palette import CREAM, DIM, EDGE, FLAME, HAIR, TALLOW
from backrub.domain.catalogue import Catalogue
from backrub.domain.plan import Phase, Step
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker
from backrub.domain.pressure import word_for

NARROWEST, WIDEST = 60, 120
MARGIN = 2
TIME_WIDTH = 7
PRESSURE_WIDTH = 9

ANNOUNCEMENTS = frozenset({"step.begin", "step.same"})
"""Cues that say what the row above them says already."""


def show_plan(tonight: Tonight, catalogue: Catalogue, console: Console) -> None:
    """Print tonight's plan as wide as the terminal, 60 to 120 columns."""
    width = min(max(console.width, NARROWEST), WIDEST) - 2 * MARGIN
    page = Padding(Group(*_page(tonight, catalogue)), (1, MARGIN))
    console.print(page, width=width + 2 * MARGIN)


def brief_lines(tonight: Tonight) -> Iterator[ConsoleRenderable]:
    """Yield what the giver needs to know: the wish, and what to keep in mind."""
    plan, brief = tonight.plan, tonight.brief
    first, *others = brief.words
    yield Text(first, f"bold {CREAM}")
    yield from (Text(words, TALLOW) for words in others)
    limits = [reason.text for reason in plan.reasons if reason.text not in brief.words]
    yield from _list("Keep in mind", limits)


def to_make_ready(tonight: Tonight) -> Iterator[ConsoleRenderable]:
    """Yield what both make ready before hands touch."""
    yield from _list("Make ready, together", [item.text for item in tonight.plan.set_up])


def _page(tonight: Tonight, catalogue: Catalogue) -> Iterator[ConsoleRenderable]:
    yield from brief_lines(tonight)
    yield from to_make_ready(tonight)
    yield Text()
    minutes = Text(f"{tonight.plan.seconds // 60} minutes", FLAME)
    yield minutes.append(", light first, the neck and head last.", DIM)
    speaker = Speaker(tonight.brief, catalogue, Tuning())
    for phase, steps in groupby(tonight.plan.steps, key=lambda step: step.phase):
        yield from _phase(phase, list(steps), speaker)


def _list(title: str, lines: Sequence[str]) -> Iterator[ConsoleRenderable]:
    if lines:
        yield from _heading(title)
        yield from (_hanging("·", line) for line in lines)


def _hanging(mark: str, line: str) -> Table:
    row = Table.grid(padding=(0, 1, 0, 0), expand=True)
    row.add_column(width=len(mark))
    row.add_column(ratio=1)
    row.add_row(Text(mark, EDGE), Text(line, TALLOW))
    return row


def _heading(title: str) -> Iterator[ConsoleRenderable]:
    yield Text()
    yield Text(title, FLAME)
    yield Rule(style=HAIR)


def _phase(phase: Phase, steps: Sequence[Step], speaker: Speaker) -> Iterator[ConsoleRenderable]:
    yield from _heading(speaker.catalogue.say(f"phase.{phase.value}"))
    told: set[str] = set()
    before = ""
    for step in steps:
        where = speaker.place(step)
        yield _row(
            step, Text("the same place", DIM) if where == before else Text(_capital(where), CREAM), speaker
        )
        before = where
        said = [cue.text for cue in step.cues if cue.key not in ANNOUNCEMENTS]
        whys = [why.text for why in step.why if why.text not in told]
        told.update(whys)
        yield from _below(said, f"italic {TALLOW}")
        yield from _below(whys, DIM)


def _row(step: Step, where: Text, speaker: Speaker) -> Table:
    stroke, tool = speaker.catalogue.strokes[step.stroke], speaker.catalogue.tools[step.tool]
    row = Table.grid(padding=(0, 2, 0, 0), expand=True)
    row.add_column(width=TIME_WIDTH - 2, justify="right")
    row.add_column(ratio=5)
    row.add_column(ratio=5)
    row.add_column(width=PRESSURE_WIDTH - 2)
    row.add_row(
        Text(clock_face(step.start_s), DIM),
        where,
        Text(stroke.name, CREAM).append(f", {tool.name}", DIM),
        Text(word_for(step.pressure).value, f"italic {FLAME}"),
    )
    return row


def _below(lines: Iterable[str], style: str) -> Iterator[ConsoleRenderable]:
    text = " ".join(lines)
    if text:
        yield Padding(Text(text, style), (0, 0, 0, TIME_WIDTH))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def clock_face(seconds: int) -> str:
    """Return a time of the evening as minutes and seconds, e.g. "7:05"."""
    return f"{seconds // 60}:{seconds % 60:02d}"
