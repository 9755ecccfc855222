"""Make files of all that is about one person: in words, in pictures, and for a calendar."""

import os
import secrets
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from backrub.application.export_person import PersonExport, export_person
from backrub.application.look_back import share_of_hands
from backrub.bootstrap.evening import on_body
from backrub.bootstrap.house import House, open_house
from backrub.bootstrap.rhythm import calendar_of
from backrub.bootstrap.tastes import liked_with
from backrub.config import Settings
from backrub.documents.person_json import person_bytes
from backrub.domain.errors import BadInput
from backrub.domain.home import Person
from backrub.domain.preferences import Liking
from backrub.domain.pressure import PressureWord, word_for
from backrub.pictures.heat_map import MOST_RINGS, Warmth, heat_map, liking_map
from backrub.pictures.png import png_bytes
from backrub.pictures.theme import CANDLE, SkinTone

PICTURE_WIDTH_PX = 800
_SURE_LEVELS = 0.46
"""Standard deviation, in Walton levels, up to which a liking is drawn as more than a guess."""


def export_person_to(settings: Settings, person: Person, folder: Path) -> list[str]:
    """Write all that is about one person into a new folder, for them, and return the names of its files.

    Raises: BadInput, if the folder is in use or cannot be written; StoreUnavailable.
    """
    with open_house(settings, os.environ) as house:
        files = person_files(house, person)
    write_folder(folder, files)
    return sorted(files)


def person_files(house: House, person: Person) -> dict[str, bytes]:
    """Return the files of all that is about a person, by name; a picture is there once there is something to draw.

    Raises: StoreUnavailable.
    """
    export = export_person(
        house.people, house.nights, house.keepsakes, house.log, person, partial(liked_with, house, person)
    )
    drawn = {name: svg.encode() + b"\n" for name, svg in _pictures(export, house).items()}
    return {
        "mine.json": person_bytes(export),
        "weekly.ics": calendar_of(house, person),
        **{f"{name}.svg": svg for name, svg in drawn.items()},
        **{f"{name}.png": png_bytes(svg, width_px=PICTURE_WIDTH_PX) for name, svg in drawn.items()},
    }


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder, all or none, for their owner alone.

    Raises: BadInput, if the folder holds something, or cannot be written.
    """
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadInput(f"{folder} is in use already; name a new folder.")
        beside.mkdir(mode=0o700)
        for name, data in files.items():
            with os.fdopen(os.open(beside / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(data)
        beside.replace(folder)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise BadInput(f"{folder} cannot be written ({why}); name another folder.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _pictures(export: PersonExport, house: House) -> dict[str, str]:
    """Return where hands were, and with each giver how firm each place likes them."""
    person = export.person
    body = on_body(person.body)
    look = body.look(CANDLE, "candle", SkinTone(person.tone), seated=False)
    drawn = {}
    if values := share_of_hands(export.received):
        labels = {where: house.catalogue.own_place_name(where) for where in values}
        drawn["hands"] = heat_map(body.tracer.body_map, look, values=values, labels=labels, owner="Your")
    for number, liked in enumerate(filter(None, export.learned.values()), 1):
        likings = {where: _warmth(liking) for where, liking in liked.items()}
        rows = [f"{house.catalogue.own_place_name(where)}: {one.word}." for where, one in likings.items()]
        name = "likings" if number == 1 else f"likings-{number}"
        drawn[name] = liking_map(body.tracer.body_map, look, likings=likings, rows=rows, owner="Your")
    return drawn


def _warmth(liking: Liking) -> Warmth:
    word = word_for(liking.level)
    rings = max(1, list(PressureWord).index(word))
    return Warmth(rings / MOST_RINGS, 1.0 if liking.spread <= _SURE_LEVELS else 0.35, word.value)
