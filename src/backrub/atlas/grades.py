"""How hard hands touch, in the three grades that zones tell apart."""

from collections.abc import Iterator
from enum import StrEnum

from backrub.domain.back import Site
from backrub.domain.body_map import ZoneRule
from backrub.domain.catalogue import Catalogue
from backrub.domain.pressure import LIGHT
from backrub.domain.stroke import Family, Stroke, Tool

BROAD_MOST = 3.0
"""Beside the kidneys broad tools press no harder than this Walton level."""

_POINTED = frozenset({Tool.THUMB, Tool.ELBOW})
_BROAD = frozenset({Tool.PALM, Tool.SOFT_FIST, Tool.FOREARM})
_GENTLE = frozenset({Family.HOLD, Family.FEATHER, Family.SCALP})
_NEAR = 1e-6


class Grade(StrEnum):
    """Name a grade of touch: it does not press, presses up to 3.0, or harder."""

    LIGHT = "light"
    MEDIUM = "medium"
    FIRM = "firm"

    __hash__ = str.__hash__


def grade_of(stroke: Stroke, tool: Tool, pressure: float) -> Grade:
    """Return the grade of a stroke with a tool at a Walton level."""
    heavy = pressure > LIGHT + _NEAR or tool in _POINTED
    if stroke.family in _GENTLE or not heavy:
        return Grade.LIGHT
    return Grade.MEDIUM if pressure <= BROAD_MOST + _NEAR else Grade.FIRM


def grades_at(stroke: Stroke, tool: Tool, ceiling: float) -> Iterator[Grade]:
    """Yield the grades a stroke can have under a ceiling, lightest first."""
    least, most = stroke.pressure[0], min(stroke.pressure[1], ceiling)
    marks = (least, *(mark for mark in (LIGHT + 0.1, BROAD_MOST + 0.1) if least < mark), most)
    found = {grade_of(stroke, tool, mark) for mark in marks if least <= mark <= most}
    yield from (grade for grade in Grade if grade in found)


def barred(tool: Tool, grade: Grade, *, percussion: bool = False) -> frozenset[ZoneRule]:
    """Return the rules of the zones that a footprint stays out of; the spine strip is always one."""
    rules = {ZoneRule.NEVER}
    if grade is not Grade.LIGHT or tool is not Tool.PALM:
        rules.add(ZoneRule.NO_PRESSURE)
    if grade is not Grade.LIGHT:
        rules.add(ZoneRule.LIGHT_ONLY)
    broad_enough = tool in _BROAD and grade is Grade.MEDIUM
    if percussion or not (grade is Grade.LIGHT or broad_enough):
        rules.add(ZoneRule.BROAD_ONLY)
    return frozenset(rules)


def is_percussion(stroke: Stroke) -> bool:
    """Return whether a stroke taps."""
    return stroke.family is Family.PERCUSSION


def bears(catalogue: Catalogue, stroke: Stroke, tool: Tool) -> Iterator[tuple[Site, float]]:
    """Yield the sites, with their ceilings, where a stroke may be made with a tool."""
    for key, row in catalogue.sites.items():
        if key in stroke.sites and tool in row.tools:
            yield key, row.ceiling
