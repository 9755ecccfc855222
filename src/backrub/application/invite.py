"""Invite one more device: a new person's, or another one of someone who is known."""

from backrub.application.home_ports import People
from backrub.application.quotas import HOME_IS_FULL, is_full
from backrub.application.tokens import NewToken, digest
from backrub.domain.errors import NotAllowed
from backrub.domain.home import INVITATION_MS, Invitation


def invite(
    people: People, new_token: NewToken, *, home_id: str, now_ms: int, person_id: str | None = None
) -> str:
    """Keep an invitation and return the token of its link; earlier links for the same person are void.

    Raises: NotAllowed, if a third person is invited; StoreUnavailable.
    """
    if person_id is None and is_full(people, home_id):
        raise NotAllowed(HOME_IS_FULL)
    token = new_token()
    people.invite(Invitation(home_id, now_ms + INVITATION_MS, person_id), digest(token))
    return token
