"""Show earlier evenings to the person they are about: how each felt, and what was learned."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from backrub.application.recall_history import History, PastEvening
from backrub.cli.palette import CREAM, DIM, FLAME, HAIR, TALLOW
from backrub.domain.back import SiteSide
from backrub.domain.catalogue import Catalogue
from backrub.domain.preferences import Liking
from backrub.domain.pressure import word_for
from backrub.domain.session.events import Debriefed

_WANTS = {-2: "much softer", -1: "a little softer", 0: "just right", 1: "a little firmer", 2: "much firmer"}


def histories_bytes(histories: Sequence[History]) -> bytes:
    """Return the histories as UTF-8 JSON, indented by two, ended by a line break."""
    document = {"format": 1, "histories": [_history_document(history) for history in histories]}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def show_histories(
    histories: Sequence[History],
    catalogue: Catalogue,
    console: Console,
    hand_over: Callable[[str], None] | None = None,
) -> None:
    """Print the histories in words, each once `hand_over` says that its receiver alone is looking."""
    if not histories:
        console.print("No evening is kept yet. There is no hurry.", style=TALLOW)
    for history in histories:
        if hand_over is not None:
            hand_over(history.receiver)
        for line in _history(history, catalogue):
            console.print(Padding(line, (0, 2)), width=min(console.width, 100))
        console.print()


def _history_document(history: History) -> dict[str, Any]:
    return {
        "giver": history.giver,
        "receiver": history.receiver,
        "evenings": [_evening_document(past) for past in history.evenings],
        "learned": {
            where: {"level": round(liking.level, 2), "speed_cm_s": round(liking.speed_cm_s, 1)}
            for where, liking in history.learned.items()
        },
    }


def _evening_document(past: PastEvening) -> dict[str, Any]:
    frame = {"minutes": past.minutes, "completed": past.completed}
    debrief = past.debrief
    if debrief is None:
        return {**frame, "debrief": None}
    said = {
        "felt": debrief.felt,
        "sites": [{"where": site.where, "wants": site.wants} for site in debrief.sites],
        "tension_after": dict(debrief.tension_after),
        "put_up_with": debrief.put_up_with,
        "keep": debrief.keep,
    }
    return {**frame, "debrief": said}


def _history(history: History, catalogue: Catalogue) -> Iterator[Text | Rule]:
    yield Text()
    yield Text(f"{history.receiver}’s evenings with {history.giver}", FLAME)
    yield Text(f"These words are {history.receiver}’s own.", DIM)
    for number, past in enumerate(history.evenings, start=1):
        yield Rule(style=HAIR)
        ending = "" if past.completed else ", ended early"
        yield Text(f"Evening {number}: {past.minutes} minutes{ending}", CREAM)
        yield from _debrief(past.debrief, catalogue)
    yield Rule(style=HAIR)
    yield from _learned(history.learned, catalogue)


def _debrief(debrief: Debriefed | None, catalogue: Catalogue) -> Iterator[Text]:
    if debrief is None:
        yield Text("Nothing was said at the end.", DIM)
        return
    if debrief.felt:
        yield Text(f"It felt {debrief.felt}.", f"italic {TALLOW}")
    for where, tension in debrief.tension_after:
        yield Text(f"Tension left in {catalogue.place_name(where)}: {tension} of 10.", TALLOW)
    for site in debrief.sites:
        if site.wants:
            place = catalogue.place_name(site.where)
            yield Text(f"{place[:1].upper()}{place[1:]}: {_WANTS[site.wants]}.", TALLOW)
    if debrief.put_up_with:
        yield Text("Something was put up with.", TALLOW)
    if debrief.keep:
        yield Text(f"To keep: {_keep(debrief.keep, catalogue)}.", TALLOW)


def _keep(keep: str, catalogue: Catalogue) -> str:
    """Return a stroke by its plain name, or the receiver's own words."""
    return catalogue.strokes[keep].name if keep in catalogue.strokes else keep.rstrip(".")


def _learned(learned: Mapping[SiteSide, Liking], catalogue: Catalogue) -> Iterator[Text]:
    yield Text("Learned so far" if learned else "Nothing bends the plan yet: tonight’s wish counts.", FLAME)
    for where, liking in learned.items():
        place, pressure = catalogue.place_name(where), catalogue.pressures[word_for(liking.level)]
        yield Text(
            f"{place[:1].upper()}{place[1:]}: {word_for(liking.level).value}, {pressure.image}.", TALLOW
        )
