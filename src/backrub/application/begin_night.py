"""Begin a night: the first of two who begins makes it, the other comes along."""

from backrub.application.end_old_nights import NIGHT_MS
from backrub.application.home_ports import Nights, Private, PrivateNote
from backrub.application.quotas import check_new_night
from backrub.domain.night import Night


def tonights(nights: Nights, home_id: str, person_id: str, *, now_ms: int) -> Night | None:
    """Return the open night of a person, or else the latest; None, if both belong to an earlier day.

    Raises: StoreUnavailable.
    """
    theirs = [night for night in nights.nights(home_id) if _is_theirs(night, person_id, now_ms)]
    return next((night for night in theirs if not night.is_over), theirs[-1] if theirs else None)


def begin_night(nights: Nights, new: Night, *, now_ms: int) -> Night:
    """Return tonight's night for its two people: `new`, unless one of them began already.

    Raises: NotAllowed, if the home keeps as many nights as it may; StoreUnavailable.
    """

    def is_tonights(night: Night) -> bool:
        return _is_theirs(night, new.people[0], now_ms) and not night.is_over

    kept = nights.nights(new.home_id)
    if not any(map(is_tonights, kept)):
        check_new_night(len(kept))
    return nights.add_night(new, unless=is_tonights)


def _is_theirs(night: Night, person_id: str, now_ms: int) -> bool:
    return person_id in night.people and now_ms - night.made_ms <= NIGHT_MS


def begin_check_in(
    nights: Nights, night: Night, person_id: str, *, answers: str, declined: str
) -> PrivateNote:
    """Return a person's check-in of a night, begun with `answers` unless it was under way.

    Whoever answered `declined` may think again until both have answered.
    Raises: StoreUnavailable.
    """
    kept = nights.private(night.id, person_id, Private.CHECK_IN)
    if kept is not None and (night.turns or not kept.done or kept.answers != declined):
        return kept
    note = PrivateNote(night.id, person_id, Private.CHECK_IN, answers)
    nights.keep_private(note)
    return note
