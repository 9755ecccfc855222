"""Law 4, but not timid: what the golden evenings must reach, and any evening as plain as they are."""

from collections.abc import Iterator, Sequence

from tests.laws.back import GROUP_OF, GROUPS, site_of
from tests.laws.breach import Breach
from tests.laws.night import Document, Night
from tests.laws.reading import Step, contact_s, runs

_FIRM = 3.5
_MODERATE = 2.8
_CHERYL = "between_blades:left"


def timid_law(plan: Document, night: Night, catalogue: Document) -> Iterator[Breach]:
    """Yield the breaches of law 4 where the evening is one of the golden ones or just as plain."""
    if _is_cheryls(night):
        yield from cheryl(plan)
    if night.minutes == 15 and night.wish == "medium" and _is_plain(night):
        yield from fifteen_minutes_medium(plan)
    if night.minutes == 5 and not night.hold_only:
        yield from five_minutes(plan, night)


def _is_cheryls(night: Night) -> bool:
    """Return whether an evening is Cheryl's in all that bears on her spot."""
    frame = (night.minutes, night.position, night.oil, night.wish)
    free = night.ceiling >= _FIRM and _CHERYL not in night.ticklish and not night.hold_only
    return frame == (25, "prone", True, "firm") and night.spots == (_CHERYL,) and free


def _is_plain(night: Night) -> bool:
    return night.plain and not (night.hold_only or night.left_out or night.ticklish)


def cheryl(plan: Document) -> Iterator[Breach]:
    """Judge the 25-minute evening: 3.5 begins on her spot by minute 12 and stays 90 s of contact in a row."""
    firm = list(runs(plan["steps"], lambda s: s["pressure"] >= _FIRM and _CHERYL in s["covers"]))
    begins = min((run[0]["start_s"] + run[0]["move_s"] for run in firm), default=None)
    if begins is None or begins > 12 * 60:
        yield Breach(4, "", f"3.5 reaches {_CHERYL} at {begins} s.")
    longest = max((sum(map(contact_s, run)) for run in firm), default=0)
    if longest < 90:
        yield Breach(4, "", f"3.5 stays on {_CHERYL} for {longest} s.")


def fifteen_minutes_medium(plan: Document) -> Iterator[Breach]:
    """Judge the 15-minute medium evening: at least 35 % of the time, moves not counted, at 2.8 or more."""
    moderate_s = sum(contact_s(step) for step in plan["steps"] if step["pressure"] >= _MODERATE)
    if moderate_s < 0.35 * plan["seconds"]:
        yield Breach(4, "", f"Only {moderate_s / plan['seconds']:.0%} of the time is at 2.8 or more.")


def five_minutes(plan: Document, night: Night) -> Iterator[Breach]:
    """Judge the 5-minute evening: it settles, warms, works shoulders and back, and ends with the head."""
    steps = plan["steps"]
    phases = [step["phase"] for step in steps]
    allowed = {GROUP_OF[site_of(ss)] for ss in night.allowed}
    for phase in ("settle", "warm_up", "close"):
        if phase not in phases:
            yield Breach(4, "", f"Five minutes without {phase}.")
    for group in sorted(allowed & {"shoulders", "back"} - _worked(steps)):
        yield Breach(4, "", f"Five minutes without work on the {group}.")
    before_close = [step for step in steps if step["phase"] != "close"]
    if "head_and_neck" in allowed and before_close[-1]["phase"] != "neck_and_scalp":
        yield Breach(4, "", "Five minutes that do not end with the head.")


def _worked(steps: Sequence[Step]) -> set[str]:
    covered = {site_of(ss) for step in steps if step["phase"] == "work" for ss in step["covers"]}
    return {group for group, sites in GROUPS.items() if covered & set(sites)}
