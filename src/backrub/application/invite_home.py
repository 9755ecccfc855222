"""Invite someone to begin a home of their own: the host's link, good once."""

from backrub.application.home_ports import People
from backrub.application.quotas import HouseRules, check_new_home
from backrub.application.tokens import NewToken, digest
from backrub.domain.home import Invitation

HOME_INVITATION_MS = 7 * 24 * 60 * 60 * 1000
"""How long a host's link is good, once."""


def invite_home(people: People, new_token: NewToken, rules: HouseRules, *, now_ms: int) -> str:
    """Keep an invitation into a home where nobody is yet, and return the token of its link, /join/TOKEN.

    Raises: NotAllowed, if there are as many homes as the host wants; StoreUnavailable.
    """
    check_new_home(people, rules)
    token = new_token()
    people.invite(Invitation(new_token(), now_ms + HOME_INVITATION_MS), digest(token))
    return token
