"""Wave an evening off: one tap, whoever asks, and no reason."""

from contextlib import suppress
from dataclasses import replace

from backrub.application.home_ports import Nights
from backrub.application.record_check_in import CheckIns
from backrub.application.run_session import ATTEMPTS
from backrub.domain.errors import SequenceConflict
from backrub.domain.night import Night


def wave_off(check_ins: CheckIns, night: Night, person_id: str, *, declined: str) -> Night | None:
    """Close a night while no hands are at work; None, if it is gone.

    Until both have answered, `declined` becomes this person's whole answer and the other learns of it when
    they have given theirs: sooner would tell whose it was. While a turn is under way the night stays.
    Raises: SequenceConflict, if others kept changing the night first; StoreUnavailable.
    """
    if not night.turns:
        return check_ins.keep(night.id, person_id, declined, done=True, finish=True)
    for _ in range(ATTEMPTS - 1):
        with suppress(SequenceConflict):
            return _close(check_ins.nights, night.id)
    return _close(check_ins.nights, night.id)


def _close(nights: Nights, night_id: str) -> Night | None:
    night = nights.night(night_id)
    if night is None or night.is_over or (night.now and night.now.session_id):
        return night
    return nights.change_night(replace(night, is_over=True))
