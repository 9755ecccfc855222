"""Check in before the back rub: each answers privately, then both settle the frame together."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from rich.text import Text

from backrub.cli.asker import PROMPT, Asker
from backrub.cli.palette import candle_console
from backrub.content.loader import load_catalogue
from backrub.domain.back import Side, Site, SiteSide, sides_of
from backrub.domain.catalogue import Catalogue, SafetyAction, SafetyRow, Who
from backrub.domain.errors import BadInput

Answers = dict[str, Any]
"""Answers in the shape of an evening file."""

PRIVATE = "Only you see this. Enter passes a question over."
FOR_SAFETY = "Only you see this. It is for safety."
_SCREENFUL = 12
"""Questions that fit a small terminal, some of them two lines long."""

_STATES = {
    Who.RECEIVER: {
        "angry": "I am angry",
        "undeserving": "I feel I do not deserve it",
        "hard_to_receive": "It is hard for me to receive",
    },
    Who.GIVER: {"angry": "I am angry", "hard_to_give": "It is hard for me to give"},
}
_TONIGHT = {
    Who.RECEIVER: {"yes": "A back rub", "hold_only": "Just hold me", "not_tonight": "Not tonight"},
    Who.GIVER: {"yes": "To give a back rub", "hold_only": "Just to hold", "not_tonight": "Not tonight"},
}
_INTENTIONS = {
    "unwind": "To unwind",
    "ease_tension": "To loosen up",
    "closeness": "To be close",
    "open": "I am open",
}
_MOODS = {"calm": "Calm", "tired": "Tired", "tense": "Tense", "low": "Low", "bright": "Bright"}
_PACES = {"very_slow": "Very slow", "slow": "Slow", "flowing": "Flowing"}
_KINDS = {
    "gliding": "Gliding: smoothing a cloth",
    "kneading": "Kneading: paws on a blanket",
    "leaning": "Leaning in: into warm sand",
    "circling": "Circling: polishing a spoon",
}
_FEELS = {"knot": "A knot", "ache": "An ache", "tight": "Tight"}
_POSITIONS = {"seated": "Seated", "prone": "Lying face down", "side_lying": "Lying on one side"}
_SURFACES = {
    "seated": {"chair": "A chair", "bed": "The bed", "floor": "The floor"},
    "lying": {"bed": "The bed", "floor": "The floor", "table": "A massage table"},
}


def check_in(asker: Asker, catalogue: Catalogue) -> Answers:
    """Return both people's answers and the frame, as an evening document.

    The screen is cleared between the two; nothing is written here.
    """
    asker.screen("Tonight", "First a name each. Then one answers while the other looks away.")
    receiver = asker.word("Who receives?", "the receiver")
    giver = asker.word("Who gives?", "the giver")
    asker.screen(f"For {receiver}", f"{giver} looks away now. Enter when ready.")
    asker.read(PROMPT)
    for_receiver = {"name": receiver, **_receiver(asker, catalogue)}
    asker.screen(f"For {giver}", f"Thank you, {receiver}. Hand over to {giver}, and look away.")
    asker.read(PROMPT)
    for_giver = {"name": giver, **_giver(asker, catalogue)}
    asker.screen("Together", "Both may look again.")
    return {"format": 1, **_frame(asker), "receiver": for_receiver, "giver": for_giver}


def _person(asker: Asker, who: Who) -> Answers:
    """Ask what both are asked: tonight, what is in the way, what it is for, mood."""
    asker.screen("What would feel good tonight?", "Each is a whole answer. No reason needed. " + PRIVATE)
    answers: Answers = {"tonight": asker.choose("Tonight:", _TONIGHT[who], "yes")}
    if answers["tonight"] == "not_tonight":
        return answers
    asker.screen("Is anything in the way?", PRIVATE)
    answers["state"] = asker.several("Right now:", _STATES[who])
    asker.screen("What is tonight for?", PRIVATE)
    answers["intention"] = asker.choose("For me:", _INTENTIONS, "unwind")
    answers["mood"] = asker.choose("I arrive:", _MOODS, "calm")
    return answers


def _receiver(asker: Asker, catalogue: Catalogue) -> Answers:
    answers = _person(asker, Who.RECEIVER)
    if answers["tonight"] == "not_tonight":
        return answers
    asker.screen("How firm, and how fast?", PRIVATE)
    answers["pressure"] = asker.choose("Hands that press:", _pressures(catalogue), "medium")
    answers["pace"] = asker.choose("Hands that move:", _PACES, "slow")
    answers["kinds"] = asker.several("Most of all:", _KINDS)
    return answers | _places(asker, catalogue) | _health(asker, catalogue, Who.RECEIVER)


def _giver(asker: Asker, catalogue: Catalogue) -> Answers:
    answers = _person(asker, Who.GIVER)
    if answers["tonight"] == "not_tonight":
        return answers
    asker.screen("Your hands", PRIVATE)
    kinds = {"beginner": "New to this, or now and then", "practised": "Practised"}
    answers["experience"] = asker.choose("They are:", kinds, "beginner")
    answers |= _health(asker, catalogue, Who.GIVER)
    asker.screen("A guess, if you like", "Later you see how close it was.")
    guesses = {"": "No guess", **_pressures(catalogue)}
    guess = asker.choose("What would they love tonight?", guesses, "")
    return answers | ({"guess": {"pressure": guess}} if guess else {})


def _pressures(catalogue: Catalogue) -> dict[str, str]:
    return {word.value: f"{word.value}: {row.image}" for word, row in catalogue.pressures.items()}


def _places(asker: Asker, catalogue: Catalogue) -> Answers:
    """Ask for spots, then for what to leave out and what tickles, each read back in a sentence."""
    spots = [
        {
            "where": where,
            "feel": asker.choose(f"{_read_back(catalogue, where)}: how does it feel?", _FEELS, "tight"),
            "tension": asker.number("How strong is it?", 0, 10, 5),
        }
        for where in _where(asker, catalogue, "Where would hands be welcome?", frozenset())
    ]
    asked = frozenset(str(spot["where"]) for spot in spots)
    avoid = list(_where(asker, catalogue, "Where should hands not go?", asked))
    ticklish = list(_where(asker, catalogue, "Where does it tickle?", frozenset(avoid)))
    answers: Answers = {"spots": spots, "avoid": avoid, "ticklish": ticklish}
    if ticklish:
        skip_is_open = asked.isdisjoint(ticklish)
        ways = {"firm_slow": "Broad, firm, slow palms"} | ({"skip": "Leave it out"} if skip_is_open else {})
        answers["ticklish_how"] = asker.choose("What helps there?", ways, "firm_slow")
    return answers


def _where(asker: Asker, catalogue: Catalogue, question: str, taken: frozenset[str]) -> Iterator[str]:
    """Yield site-sides not taken yet; left and right are the receiver's own."""
    asker.screen(question, PRIVATE)
    sites = {site.value: row.name for site, row in catalogue.sites.items()}
    for site in asker.several("Places, head to hip:", sites):
        sides = {"both": "Both sides", "left": "Your left", "right": "Your right"}
        side = asker.choose(f"{sites[site][:1].upper()}{sites[site][1:]}:", sides, "both")
        chosen = [ss for ss in sides_of(Site(site), Side(side)) if ss not in taken]
        for where in chosen:
            asker.say(f"{_read_back(catalogue, where)}.")
            yield where.value
        if not chosen:
            asker.say("You named that place already.")


def _read_back(catalogue: Catalogue, where: str) -> str:
    place = catalogue.place_name(SiteSide(where))
    return f"Your {place.removeprefix('the ')}"


def _health(asker: Asker, catalogue: Catalogue, who: Who) -> Answers:
    """Ask about health; what is passed over stays unasked, and the evening gentler for it."""
    asker.screen("A few questions about health", f"{FOR_SAFETY} p passes over the rest.")
    rows = [row for row in catalogue.safety.values() if row.who in {who, Who.EITHER}]
    grave = [row for row in rows if row.ask_every_time]
    lasting = [row for row in rows if not row.ask_every_time]
    pages = [*_pages("Today, is any of this so?", grave), *_pages("And in general?", lasting)]
    chosen, asked = _so(asker, pages)
    if not chosen and not asked:
        return {}
    health = [answer for key in chosen for answer in _placed(asker, catalogue, catalogue.safety[key])]
    for key in chosen:
        asker.say(catalogue.safety[key].advice)
    if chosen:
        asker.read("  Enter to go on > ")
    return {"health": health}


def _pages(title: str, rows: list[SafetyRow]) -> list[tuple[str, list[SafetyRow]]]:
    return [(title, rows[at : at + _SCREENFUL]) for at in range(0, len(rows), _SCREENFUL)]


def _so(asker: Asker, pages: list[tuple[str, list[SafetyRow]]]) -> tuple[list[str], bool]:
    """Return the keys of what is so, and whether every question was answered."""
    chosen: list[str] = []
    for title, rows in pages:
        asker.screen(title, FOR_SAFETY)
        said = asker.any_or_none("Any of these:", {row.key: row.question for row in rows})
        if said is None:
            return chosen, False
        chosen += said
    return chosen, True


def _placed(asker: Asker, catalogue: Catalogue, row: SafetyRow) -> list[str]:
    """Return the answer with its places where it concerns some only."""
    if row.action is not SafetyAction.LOCAL:
        return [row.key]
    places = list(_where(asker, catalogue, row.question, frozenset()))
    return [f"{row.key}@{where}" for where in places] or [row.key]


def _frame(asker: Asker) -> Answers:
    """Ask what both settle together."""
    minutes = asker.number("How many minutes?", 5, 60, 15)
    position = asker.choose("How is it comfortable?", _POSITIONS, "seated")
    surfaces = _SURFACES["seated" if position == "seated" else "lying"]
    surface = asker.choose("On:", surfaces, next(iter(surfaces)))
    clothed = not asker.yes("On bare skin?", default=False)
    oil = not clothed and asker.yes("With oil?", default=True)
    cradle = position == "prone" and asker.yes("Is there a face cradle?", default=False)
    return {
        "minutes": minutes,
        "position": position,
        "surface": surface,
        "clothed": clothed,
        "oil": oil,
        "cradle": cradle,
    }


def check_in_here(path: Path) -> None:
    """Let two people check in at this terminal and keep their answers in a file.

    All happens on a screen of its own, so that nothing can be scrolled back to.
    Raises: BadInput, without a terminal or if the file cannot be written; DamagedCatalogue.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("Checking in needs a terminal; or write an evening file, see backrub schema evening.")
    console = candle_console()
    asker = Asker(console, lambda prompt: console.input(Text(prompt)))
    with console.screen(hide_cursor=False):
        asker.screen("Tonight")
        if path.exists() and asker.yes("Two of you checked in already. Go on with that?", default=False):
            return
        keep(check_in(asker, load_catalogue()), path)


def keep(answers: Answers, path: Path) -> None:
    """Write the answers where only this account can read them.

    Raises: BadInput, if the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(answers)) + b"\n")
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise BadInput(f"{path} cannot be written ({why.lower()}); name another file.") from error
