"""Wire texts that outlast an evening to what they hold: read kindly, changed by one at a time."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from backrub.application.home_ports import Keepsake, Keepsakes
from backrub.application.run_session import ATTEMPTS
from backrub.documents.keepsake_json import UnreadableKeepsake
from backrub.domain.errors import SequenceConflict

Value = TypeVar("Value")

_ASIDE = "put-aside"


@dataclass(frozen=True, slots=True)
class Form(Generic[Value]):
    """Say how something is kept: its name, its text, what it is before anyone kept it and while it is damaged."""

    name: str
    read: Callable[[str], Value]
    write: Callable[[Value], str]
    empty: Value
    damaged: Value


@dataclass(frozen=True, slots=True)
class Held(Generic[Value]):
    """Hold what is kept; `trouble` tells in a sentence that it could not be read."""

    value: Value
    trouble: str = ""


def held(keepsakes: Keepsakes, owner_id: str, form: Form[Value]) -> Held[Value]:
    """Return what is kept for an owner.

    Raises: StoreUnavailable.
    """
    return _held(keepsakes.keepsake(owner_id, form.name), form)


def change_held(
    keepsakes: Keepsakes, owner_id: str, form: Form[Value], how: Callable[[Value], Value]
) -> Value:
    """Change what is kept and return it; what could not be read is put aside first, and it begins anew.

    Raises: SequenceConflict, if others kept changing it at the same time; StoreUnavailable; whatever `how` raises.
    """
    for _ in range(ATTEMPTS - 1):
        with suppress(SequenceConflict):
            return _change(keepsakes, owner_id, form, how)
    return _change(keepsakes, owner_id, form, how)


def _change(keepsakes: Keepsakes, owner_id: str, form: Form[Value], how: Callable[[Value], Value]) -> Value:
    kept = keepsakes.keepsake(owner_id, form.name)
    before = _held(kept, form)
    after = how(form.empty if before.trouble else before.value)
    if kept and before.trouble:
        _put_aside(keepsakes, owner_id, kept)
    if not kept or before.trouble or after != before.value:
        keepsakes.keep(owner_id, Keepsake(form.name, form.write(after), kept.version if kept else 0))
    return after


def _held(kept: Keepsake | None, form: Form[Value]) -> Held[Value]:
    if kept is None:
        return Held(form.empty)
    try:
        return Held(form.read(kept.text))
    except UnreadableKeepsake as error:
        return Held(form.damaged, str(error))


def _put_aside(keepsakes: Keepsakes, owner_id: str, kept: Keepsake) -> None:
    with suppress(SequenceConflict):  # the same version is there already, from another tap
        keepsakes.keep(owner_id, Keepsake(f"{kept.name}-{_ASIDE}-{kept.version}", kept.text))
