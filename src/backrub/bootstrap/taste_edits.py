"""Keep what a person changes of what was learned of them."""

from collections.abc import Sequence
from functools import partial

from backrub.application.learn_taste import EditKind, TasteEdit
from backrub.bootstrap.house import House
from backrub.bootstrap.keepsakes import Form, change_held
from backrub.bootstrap.tastes import EDITS
from backrub.documents.keepsake_json import UnreadableKeepsake
from backrub.documents.taste_json import read_edits, write_edits
from backrub.domain.preferences import UnreadableTaste

Edits = tuple[TasteEdit, ...]


def change_taste(house: House, person_id: str, edit: TasteEdit) -> None:
    """Add a change to a person's earlier ones; what it makes void goes.

    Raises: SequenceConflict, if others kept changing them first; StoreUnavailable.
    """
    change_held(house.keepsakes, person_id, _FORM, partial(with_edit, edit=edit))


def with_edit(edits: Sequence[TasteEdit], edit: TasteEdit) -> Edits:
    """Return changes with one more: forgetting voids what was set there, and a new word the same one before."""
    return (*(one for one in edits if not _voids(edit, one)), edit)


def _voids(edit: TasteEdit, earlier: TasteEdit) -> bool:
    if edit.kind is EditKind.FORGET:
        return edit.where in {None, earlier.where}
    is_same = (edit.level is None, edit.speed_cm_s is None) == (
        earlier.level is None,
        earlier.speed_cm_s is None,
    )
    return earlier.kind is EditKind.SET and earlier.where is edit.where and is_same


def _read(text: str) -> Edits:
    try:
        return read_edits(text)
    except UnreadableTaste as error:
        raise UnreadableKeepsake(str(error)) from error


_FORM: Form[Edits] = Form(name=EDITS, read=_read, write=write_edits, empty=(), damaged=())
