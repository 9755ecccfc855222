"""Write all that is about one person as JSON, for that person."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from backrub.application.export_person import PersonExport
from backrub.application.home_ports import PrivateNote
from backrub.application.recall_evenings import Given, Received
from backrub.domain.back import SiteSide
from backrub.domain.preferences import Liking


def person_bytes(export: PersonExport) -> bytes:
    """Return the export as UTF-8 JSON, indented by two, ended by a line break."""
    names, person = export.names, export.person
    document = {
        "format": 1,
        "name": person.name,
        "back": {"body": person.body, "tone": person.tone},
        "has_pin": export.has_pin,
        "received": [_received(evening, names) for evening in export.received],
        "given": [_given(evening, names) for evening in export.given],
        "answers": _answers(export.notes),
        "learned": {_name(giver, names): _likings(learned) for giver, learned in export.learned.items()},
        "kept": {one.name: _kept(one.text) for one in export.kept},
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _likings(learned: Mapping[SiteSide, Liking]) -> dict[str, Any]:
    """Return what is believed of each place: the level on the scale of pressure, and the speed of hands."""
    return {
        where: {"level": round(liking.level, 2), "speed_cm_s": round(liking.speed_cm_s, 1)}
        for where, liking in learned.items()
    }


def _received(evening: Received, names: Mapping[str, str]) -> dict[str, Any]:
    debrief = evening.debrief
    return {
        "night": evening.night_id,
        "began_ms": evening.began_ms,
        "minutes": evening.minutes,
        "completed": evening.completed,
        "from": _name(evening.giver, names),
        "hands_s": {where: round(seconds) for where, seconds in evening.given_s.items()},
        "said": [{"word": word, "places": list(places)} for word, places in evening.said],
        "closing": None
        if debrief is None
        else {
            "felt": debrief.felt,
            "sites": [{"where": site.where, "wants": site.wants} for site in debrief.sites],
            "tension_after": dict(debrief.tension_after),
            "put_up_with": debrief.put_up_with,
            "keep": debrief.keep,
        },
    }


def _given(evening: Given, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "night": evening.night_id,
        "began_ms": evening.began_ms,
        "minutes": evening.minutes,
        "for": _name(evening.receiver, names),
        "wish": evening.wish,
        "strokes": evening.strokes,
    }


def _answers(notes: Sequence[PrivateNote]) -> list[dict[str, Any]]:
    """Return what the person wrote, each note as it was kept."""
    return [
        {"night": note.night_id, "kind": note.kind, "answers": msgspec.json.decode(note.answers)}
        for note in notes
    ]


def _kept(text: str) -> object:
    """Return what a keepsake says; text that is damaged is theirs as well."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def _name(person_id: str, names: Mapping[str, str]) -> str:
    return names.get(person_id, "someone who left")
