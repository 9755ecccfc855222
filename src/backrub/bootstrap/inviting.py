"""Wire the invitation of a host to begin a home."""

import os

from backrub.application.invite_home import invite_home
from backrub.bootstrap.house import open_house
from backrub.config import Settings


def invite_here(settings: Settings) -> str:
    """Keep an invitation to begin a home, and return where its link leads on this house: /join/TOKEN.

    Raises: NotAllowed; StoreUnavailable.
    """
    with open_house(settings, os.environ) as house:
        return f"/join/{invite_home(house.people, house.new_token, house.rules, now_ms=house.now_ms())}"
