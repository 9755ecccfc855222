"""Write and read what someone changed of what was learned of them, and the taste that is carried along."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.json import Decoder

from backrub.application.carry_taste import Carried, Covered, Progress
from backrub.application.learn_taste import EditKind, TasteEdit
from backrub.domain.back import SiteSide
from backrub.domain.preferences import UnreadableTaste

VERSION = 1
"""The version of what is carried; another is never read as this one."""

_Moment = Annotated[int, Meta(ge=0)]


class EditDocument(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One change of what was learned, at Unix time; without `where` it is about every place."""

    at_ms: _Moment
    kind: EditKind
    where: SiteSide | None = None
    level: Annotated[float, Meta(ge=1, le=5)] | None = None
    speed_cm_s: Annotated[float, Meta(gt=0, le=20)] | None = None


class CoveredDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """One session that a carried taste has taken into account."""

    id: str
    began_ms: _Moment
    progress: Progress


class CarriedDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """A taste in its own written form, and all that made it."""

    version: int
    sessions: tuple[CoveredDocument, ...]
    edits: tuple[EditDocument, ...]
    taste: str


class _Version(Struct):
    version: int


_EDITS = Decoder(tuple[EditDocument, ...])
_VERSION, _CARRIED = Decoder(_Version), Decoder(CarriedDocument)


def write_edits(edits: tuple[TasteEdit, ...]) -> str:
    """Return changes as JSON, in their order."""
    return msgspec.json.encode([_edit_document(edit) for edit in edits]).decode()


def read_edits(text: str) -> tuple[TasteEdit, ...]:
    """Return the changes that `write_edits` wrote.

    Raises: UnreadableTaste.
    """
    try:
        documents = _EDITS.decode(text)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise UnreadableTaste(
            "What you changed of what was learned cannot be read; it is left out for now."
        ) from error
    return tuple(map(_edit, documents))


def write_carried(carried: Carried) -> str:
    """Return a carried taste as JSON; the same gives the same bytes."""
    sessions = tuple(CoveredDocument(one.id, one.began_ms, one.progress) for one in carried.sessions)
    document = CarriedDocument(VERSION, sessions, tuple(map(_edit_document, carried.edits)), carried.taste)
    return msgspec.json.encode(document).decode()


def read_carried(text: str) -> Carried:
    """Return the carried taste that `write_carried` wrote.

    Raises: UnreadableTaste.
    """
    try:
        version = _VERSION.decode(text).version
        if version != VERSION:
            raise UnreadableTaste(
                f"What was learned is kept in version {version}; this Backrub reads {VERSION}."
            )
        document = _CARRIED.decode(text)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise UnreadableTaste("What was learned cannot be read: it is damaged.") from error
    sessions = tuple(Covered(one.id, one.began_ms, one.progress) for one in document.sessions)
    return Carried(sessions, tuple(map(_edit, document.edits)), document.taste)


def _edit_document(edit: TasteEdit) -> EditDocument:
    return EditDocument(edit.at_ms, edit.kind, edit.where, edit.level, edit.speed_cm_s)


def _edit(document: EditDocument) -> TasteEdit:
    return TasteEdit(document.at_ms, document.where, document.kind, document.level, document.speed_cm_s)
