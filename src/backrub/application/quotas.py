"""How much a home, and all homes of a server together, may hold; what is too much is said in one sentence.

Between servers that share a record, counting and adding are two steps: two who come at the same moment may both be
let in. Only the people of a home are counted to the last one.
"""

from dataclasses import dataclass

from backrub.application.home_ports import People
from backrub.domain.errors import NotAllowed
from backrub.domain.home import MOST_PEOPLE

MOST_DEVICES = 12
MOST_NIGHTS = 2000
"""Every night for more than five years."""

MOST_LIVE_SESSIONS = 4
MOST_STREAMS = 4000
"""How many streams one server keeps open; some 40 kB each."""

MOST_STREAMS_OF_HOME = 48
MOST_FILES = 4
"""How many files of sound one server keeps, made or being made; half an hour is 22 MB."""

MOST_FILES_OF_HOME = 2
"""How many of them are being made for one home."""

FILES_ARE_BUSY = "Others take their evening along just now; try again in a few minutes."
HOME_IS_FULL = "You are two already; a home is for two."
_BY_INVITATION = "New homes begin here with a link from whoever hosts this; ask them for one."
_NO_ROOM = "Everyone this server has room for is here already; ask whoever hosts it for more."
_DEVICES = f"This home knows {MOST_DEVICES} phones already; forget one under Mine, then try again."
_LIVE = f"{MOST_LIVE_SESSIONS} evenings of this home are under way already; end one first."
_NIGHTS = f"{MOST_NIGHTS:,} evenings are kept already; erase one under Evenings, then begin."


@dataclass(frozen=True, slots=True)
class HouseRules:
    """State whom a host lets in: at most so many homes, None for any number, and perhaps by invitation alone."""

    most_homes: int | None = None
    invite_only: bool = False


def check_stranger(rules: HouseRules) -> None:
    """Let someone begin a home unasked.

    Raises: NotAllowed, where homes begin by invitation.
    """
    if rules.invite_only:
        raise NotAllowed(_BY_INVITATION)


def check_new_home(people: People, rules: HouseRules) -> None:
    """Let one more home begin.

    Raises: NotAllowed, if there are as many as the host wants; StoreUnavailable.
    """
    if rules.most_homes is not None and people.count_homes() >= rules.most_homes:
        raise NotAllowed(_NO_ROOM)


def check_new_device(people: People, home_id: str) -> None:
    """Let a home have one more device.

    Raises: NotAllowed, StoreUnavailable.
    """
    if len(people.devices(home_id)) >= MOST_DEVICES:
        raise NotAllowed(_DEVICES)


def check_new_night(kept: int) -> None:
    """Let a home that keeps so many nights have one more.

    Raises: NotAllowed.
    """
    if kept >= MOST_NIGHTS:
        raise NotAllowed(_NIGHTS)


def check_new_live_session(under_way: int) -> None:
    """Let a home that has so many sessions under way have one more.

    Raises: NotAllowed.
    """
    if under_way >= MOST_LIVE_SESSIONS:
        raise NotAllowed(_LIVE)


def is_full(people: People, home_id: str) -> bool:
    """Return whether both people of a home are there."""
    return len(people.people(home_id)) >= MOST_PEOPLE
