"""Which lanes and spots the catalogue asks for, and on which runs of sites broad strokes travel."""

from collections.abc import Iterator
from itertools import product

from backrub.atlas.drawn import Kind
from backrub.atlas.grades import Grade, bears, grades_at, is_percussion
from backrub.domain.back import Site
from backrub.domain.catalogue import Catalogue
from backrub.domain.stroke import Stroke, Tool

ROWS: tuple[tuple[Site, ...], ...] = (
    (Site.SHOULDER_TOP,),
    (Site.SHOULDER_BLADE, Site.BETWEEN_BLADES),
    (Site.MID_BACK,),
    (Site.LOW_BACK,),
    (Site.HIP_RIM,),
)
"""The back from the shoulders to the hips; sites of a row lie side by side."""

Need = tuple[Kind, tuple[Site, ...]]


def needs(catalogue: Catalogue) -> list[Need]:
    """Return every kind of path that a stroke of the catalogue can ask for, each once."""
    strokes = catalogue.strokes.values()
    return list(dict.fromkeys(need for s in strokes for need in needs_of(catalogue, s)))


def needs_of(catalogue: Catalogue, stroke: Stroke) -> Iterator[Need]:
    """Yield the kinds of path one stroke can ask for, and where."""
    for tool in stroke.tools:
        for site, ceiling in bears(catalogue, stroke, tool):
            for grade in grades_at(stroke, tool, ceiling):
                yield kind_of(stroke, tool, grade), (site,)
        if stroke.travel.runs:
            yield from ((kind_of(stroke, tool, Grade.LIGHT), run) for run in runs())


def kind_of(stroke: Stroke, tool: Tool, grade: Grade) -> Kind:
    """Return the kind of path of a stroke with a tool at a grade."""
    travel = stroke.travel
    return Kind(travel.shape, travel.direction, tool, grade, percussion=is_percussion(stroke))


def runs() -> Iterator[tuple[Site, ...]]:
    """Yield every run of rows that hang together, with all or some of the sites of a row; at least two sites."""
    for first, last in product(range(len(ROWS)), repeat=2):
        if first <= last:
            for parts in product(*(_parts(row) for row in ROWS[first : last + 1])):
                run = tuple(site for part in parts for site in part)
                if len(run) > 1:
                    yield run


def split_into_runs(sites: tuple[Site, ...]) -> list[tuple[Site, ...]]:
    """Return the sites of the back as the longest runs that hang together, from the shoulders down.

    Sites of the head and neck are left out: they have no runs.
    """
    found: list[tuple[Site, ...]] = []
    open_run: tuple[Site, ...] = ()
    for row in (*ROWS, ()):
        present = tuple(site for site in row if site in sites)
        if not present and open_run:
            found.append(open_run)
        open_run = open_run + present if present else ()
    return found


def _parts(row: tuple[Site, ...]) -> list[tuple[Site, ...]]:
    return [row, *((site,) for site in row)] if len(row) > 1 else [row]
