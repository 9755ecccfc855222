"""What can be wrong, one class per fact; every message is one clear sentence for a person."""


class BackrubError(Exception):
    """State in one sentence what is wrong and what is allowed."""


class BadInput(BackrubError):
    """Something a person wrote cannot be used; the sentence names the place and what is allowed."""


class DamagedCatalogue(BackrubError):
    """A row of the shipped catalogue is not whole."""


class StoreUnavailable(BackrubError):
    """The evening's record cannot be read or written now; nothing was lost."""


class StoreAway(StoreUnavailable):
    """The record is somewhere that does not answer now; the same may work in a moment."""


class SessionGone(StoreUnavailable):
    """The record does not hold the session: somebody erased it, or it never was."""


class SequenceConflict(BackrubError):
    """Someone else appended first; read again and decide again."""


class IllegalCommand(BackrubError):
    """The command does not fit the state of the session; nothing happened."""


class DamagedAtlas(BackrubError):
    """A file of the shipped atlas is missing or not what it was when it was made."""


class NameTaken(BackrubError):
    """Two people of a home cannot have the same name; choose another."""


class NotAllowed(BackrubError):
    """A device or person may not do that; nothing happened."""


class VoiceUnavailable(BackrubError):
    """A voice cannot speak here; the sentence says what is missing and what is used instead."""


class UnreadableSound(BackrubError):
    """A sound file cannot be read or written; the evening goes on without it."""
