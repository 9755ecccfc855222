"""Check rows of the catalogue against bounds and against each other; every fault is the end of a sentence."""

from collections.abc import Iterator, Mapping
from string import Formatter

from backrub.domain.back import Site
from backrub.domain.catalogue import SafetyAction, SafetyRow, SiteRow
from backrub.domain.pressure import DEEP_ABOVE, LEAST, LIGHT, MOST
from backrub.domain.stroke import LADDER_TOOLS, Stroke, ToolRow

SLOTS = frozenset({"place", "side", "giver", "receiver", "stroke", "pressure"}) | frozenset(
    {
        "image",
        "tool",
        "minutes",
        "next",
        "word",
        "speed",
        "seconds",
        "weekday",
        "day",
        "month",
        "year",
        "time",
    }
)
"""Everything a phrase may leave open."""

FASTEST_CM_S = 10.0
LONGEST_DOSE_S = 300
LONGEST_CYCLE_S = 10.0
WIDEST_CM = 12.0


def site_faults(row: SiteRow) -> Iterator[str]:
    """Yield what is wrong with a site."""
    if not LIGHT <= row.ceiling <= MOST:
        yield f"ceiling {row.ceiling} is not within {LIGHT} to {MOST}"
    if not 0 < row.weight <= 1:
        yield f"weight {row.weight} is not above 0 and up to 1"
    if not row.tools:
        yield "it allows no tool"
    if list(slots_of(row.read_back)) != ["side"]:
        yield "read_back must hold the slot {side} once and no other"
    if not row.cautions:
        yield "it has no cautions"


def tool_faults(row: ToolRow) -> Iterator[str]:
    """Yield what is wrong with a tool."""
    if not 0 < row.width_cm <= WIDEST_CM:
        yield f"width_cm {row.width_cm} is not above 0 and up to {WIDEST_CM}"
    if (row.rung > 0) is not (row.key in LADDER_TOOLS):
        yield "rung must be above 0 for soft_fist, forearm and elbow, and 0 for the rest"
    if not row.cautions:
        yield "it has no cautions"


def stroke_faults(row: Stroke, sites: Mapping[Site, SiteRow]) -> Iterator[str]:
    """Yield what is wrong with a stroke, alone and beside the sites it names."""
    yield from _range_fault("pressure", row.pressure, LEAST, MOST)
    yield from _range_fault("speed_cm_s", row.speed_cm_s, 0.5, FASTEST_CM_S)
    yield from _range_fault("cycle_s", row.cycle_s, 0.1, LONGEST_CYCLE_S)
    yield from _range_fault("dose_s", row.dose_s, 5, LONGEST_DOSE_S)
    if row.pressure[1] > DEEP_ABOVE and LADDER_TOOLS.isdisjoint(row.tools):
        yield f"pressure above {DEEP_ABOVE} needs soft_fist, forearm or elbow"
    if not row.tools or not row.sites:
        yield "it names no tools or no sites"
    if not row.cautions:
        yield "it has no cautions"
    timed = (row.speed_cm_s, row.travel.advance, row.travel.stay_s or row.travel.shape == "spots")
    if sum(map(bool, timed)) != 1:
        yield "its time is filled by one of: speed_cm_s, travel with advance, travel in spots"
    for site in sorted(row.sites):
        if sites[site].tools.isdisjoint(row.tools):
            yield f"none of its tools is allowed at {site}"
        if row.pressure[0] > sites[site].ceiling:
            yield f"its least pressure is above the ceiling of {site}"


def safety_faults(row: SafetyRow) -> Iterator[str]:
    """Yield what is wrong with a safety row."""
    limits = [row.ceiling is not None, bool(row.forbids_tools), bool(row.forbids_positions)]
    limits += [row.forbids_percussion, row.forbids_oil]
    if any(limits) is not (row.action is SafetyAction.LIMITS):
        yield "a ceiling or something forbidden belongs to action limits, and only there"
    if row.ceiling is not None and not LIGHT <= row.ceiling <= MOST:
        yield f"ceiling {row.ceiling} is not within {LIGHT} to {MOST}"
    if row.urgent and row.action is not SafetyAction.SEEK_CARE:
        yield "only seek_care can be urgent"
    if not row.cautions:
        yield "it has no cautions"


def phrase_faults(text: str) -> Iterator[str]:
    """Yield what is wrong with the slots of a phrase."""
    try:
        slots = set(slots_of(text))
    except ValueError as error:
        yield f"its braces do not match ({error})"
    else:
        for slot in sorted(slots - SLOTS):
            yield f"unknown slot {{{slot}}}; known are {', '.join(sorted(SLOTS))}"


def slots_of(text: str) -> Iterator[str]:
    """Yield the slots of a line as they are written.

    Raises: ValueError, if its braces do not match.
    """
    for _, name, spec, conversion in Formatter().parse(text):
        if name is not None:
            yield name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")


def _range_fault(name: str, bounds: tuple[float, float] | None, least: float, most: float) -> Iterator[str]:
    if bounds is not None and not least <= bounds[0] <= bounds[1] <= most:
        yield f"{name} {list(bounds)} is not a range within {least} to {most}"
