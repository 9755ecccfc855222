"""What goes with a session, a night or a person when they are erased; the caller then wipes the bytes."""

import json

from backrub.application.home_ports import FROM_EVENINGS
from backrub.storage.record import Statements

_NIGHTS_OF_HOME = "SELECT id, body FROM night WHERE home_id = ?"
_SESSIONS_OF_NIGHT = "SELECT session_id FROM night_session WHERE night_id = ?"
_SESSIONS_OF_PERSON = "SELECT id FROM session WHERE home = ? AND ? IN (giver, receiver)"
_PEOPLE_OF_NIGHT = "SELECT body FROM night WHERE id = ?"
_FORGET_MADE_FROM_IT = "DELETE FROM keepsake WHERE owner_id = ? AND substr(name, 1, ?) = ?"
_DEVICES_OF_HOME = "SELECT id, people, holder FROM device WHERE home_id = ?"
_FORGET_KEY = """
    DELETE FROM sealing_key WHERE owner = ?1 AND NOT EXISTS (SELECT 1 FROM session WHERE receiver = ?1)
        AND NOT EXISTS (SELECT 1 FROM person WHERE id = ?1)
"""
_FORGET_HOME = (
    "DELETE FROM invitation WHERE home_id = ?1 AND NOT EXISTS (SELECT 1 FROM person WHERE home_id = ?1)",
    "DELETE FROM shown_link WHERE home_id = ?1 AND NOT EXISTS (SELECT 1 FROM person WHERE home_id = ?1)",
    "DELETE FROM keepsake WHERE owner_id = ?1 AND NOT EXISTS (SELECT 1 FROM person WHERE home_id = ?1)",
    "DELETE FROM sealing_key WHERE owner = ?1 AND NOT EXISTS (SELECT 1 FROM person WHERE home_id = ?1)",
)


def forget_session(db: Statements, session_id: str) -> None:
    """Delete a session, its events, and the key of a receiver who is known by nothing else."""
    receivers = db.execute("SELECT receiver FROM session WHERE id = ?", (session_id,)).fetchall()
    db.execute("DELETE FROM event WHERE session_id = ?", (session_id,))
    db.execute("DELETE FROM session WHERE id = ?", (session_id,))
    db.executemany(_FORGET_KEY, receivers)


def forget_night(db: Statements, night_id: str) -> None:
    """Delete a night, what was written privately about it, its sessions, and what was made from them."""
    for (body,) in db.execute(_PEOPLE_OF_NIGHT, (night_id,)).fetchall():
        people = json.loads(body)["people"]
        made = [(person_id, len(FROM_EVENINGS), FROM_EVENINGS) for person_id in people]
        db.executemany(_FORGET_MADE_FROM_IT, made)
    for (session_id,) in db.execute(_SESSIONS_OF_NIGHT, (night_id,)).fetchall():
        forget_session(db, session_id)
    for table in ("night_session", "private_note"):
        db.execute(f"DELETE FROM {table} WHERE night_id = ?", (night_id,))  # noqa: S608  # names of ours
    db.execute("DELETE FROM night WHERE id = ?", (night_id,))


def forget_person(db: Statements, person_id: str) -> None:
    """Delete a person with their nights, sessions, devices, keepsakes and invitations; the last one's home goes too."""
    home = db.execute("SELECT home_id FROM person WHERE id = ?", (person_id,)).fetchone()
    if home is None:
        return
    (home_id,) = home
    for night_id, body in db.execute(_NIGHTS_OF_HOME, (home_id,)).fetchall():
        if person_id in json.loads(body)["people"]:
            forget_night(db, night_id)
    for (session_id,) in db.execute(_SESSIONS_OF_PERSON, (home_id, person_id)).fetchall():
        forget_session(db, session_id)
    for device in db.execute(_DEVICES_OF_HOME, (home_id,)).fetchall():
        _leave(db, person_id, *device)
    db.execute("DELETE FROM invitation WHERE person = ?", (person_id,))
    for table, owner in (("keepsake", "owner_id"), ("sealing_key", "owner")):
        db.execute(f"DELETE FROM {table} WHERE {owner} = ?", (person_id,))  # noqa: S608  # names of ours
    db.execute("DELETE FROM person WHERE id = ?", (person_id,))
    for statement in _FORGET_HOME:
        db.execute(statement, (home_id,))


def forget_device(db: Statements, device_id: str) -> None:
    """Delete a device, and the link that is shown on it."""
    db.execute("DELETE FROM device WHERE id = ?", (device_id,))
    db.execute("DELETE FROM shown_link WHERE place = ?", (device_id,))


def _leave(db: Statements, person_id: str, device_id: str, people: str, holder: str | None) -> None:
    """Let a device speak for someone no more; one that then speaks for nobody is forgotten."""
    others = [one for one in json.loads(people) if one != person_id]
    if not others:
        forget_device(db, device_id)
        return
    values = (json.dumps(others), None if holder == person_id else holder, device_id)
    db.execute("UPDATE device SET people = ?, holder = ? WHERE id = ?", values)
