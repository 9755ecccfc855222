"""A night whose session has begun, made through the ports: two people, two phones or one."""

import hashlib
from dataclasses import dataclass
from functools import partial

import msgspec

from backrub.application.plan_tonight import plan_tonight
from backrub.application.ports import SessionRef
from backrub.application.recall_history import Known
from backrub.application.run_session import RunSession
from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening_text
from backrub.domain.arrangement import Turn
from backrub.domain.home import Device, Person
from backrub.domain.night import Night, NightTurn
from backrub.domain.planner.replan import replan

COOKIE = "backrub_device"
EVENING = {
    "format": 1,
    "minutes": 15,
    "receiver": {
        "name": "Cheryl",
        "pressure": "firm",
        "pace": "slow",
        "health": [],
        "spots": [{"where": "between_blades:left", "feel": "knot", "tension": 7}],
    },
    "giver": {"name": "Scott", "health": []},
}


@dataclass(frozen=True)
class Begun:
    """Name the session and the tokens of its devices: the giver's, the receiver's, or one for both."""

    session_id: str
    giver: str
    receiver: str
    shared: str


def begin(keepers, *, began_ms, evening=None, home="home"):
    """Begin the session of a fresh home; its clock shows 0 at `began_ms`, Unix time.

    `keepers` is a house or a store: whatever has people, nights and a log.
    """
    move_in(keepers, home)
    session_id = begin_night(keepers, home, began_ms=began_ms, command=begin_command(evening or EVENING))
    return Begun(session_id, **_tokens(home))


def move_in(keepers, home):
    """Make a home of Cheryl and Scott, with a phone each and one for both."""
    people = keepers.people
    cheryl = Person(f"{home}-cheryl", home, "Cheryl", "feminine", "olive")
    scott = Person(f"{home}-scott", home, "Scott")
    tokens = _tokens(home)
    people.add_home(home, cheryl, _device(home, "receiver", cheryl), _digest(tokens["receiver"]))
    people.add_person(scott)
    people.add_device(_device(home, "giver", scott), _digest(tokens["giver"]))
    people.add_device(_device(home, "shared", scott, cheryl), _digest(tokens["shared"]))


def begin_night(keepers, home, *, began_ms, command, name=""):
    """Begin a night of a home that is there, and return the id of its session."""
    cheryl, scott = f"{home}-cheryl", f"{home}-scott"
    night_id, session_id = f"{home}-night{name}", f"{home}-session{name}"
    turn = NightTurn(Turn(scott, cheryl), brief_read=True, session_id=session_id)
    keepers.nights.add_night(Night(night_id, home, (cheryl, scott), began_ms, 7, (turn,), is_settled=True))
    keepers.log.open_session(SessionRef(session_id, scott, cheryl, night_id, home, began_ms))
    RunSession(keepers.log, session_id, replanner()).handle(command, 0)
    return session_id


def replanner():
    """Return the real planner, as a session sees it."""
    return partial(replan, catalogue=load_catalogue())


def _tokens(home):
    return {name: f"{home}-{name}-token" for name in ("giver", "receiver", "shared")}


def _device(home, name, *people):
    return Device(f"{home}-{name}", home, tuple(one.id for one in people), people[0].id)


def _digest(token):
    return hashlib.sha256(token.encode()).digest()


def begin_command(evening):
    """Return the command that begins an evening as it is written in a file."""
    catalogue = load_catalogue()
    text = msgspec.json.encode(evening).decode()
    read = read_evening_text(text, name="evening.json", format="json", known_health=catalogue.safety)
    tonight = plan_tonight(read, catalogue, known=Known(), seed=7)
    return tonight.begin("begin")
