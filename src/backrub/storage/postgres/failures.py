"""Say in one sentence what stands between Backrub and PostgreSQL, and what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from backrub.domain.errors import StoreAway, StoreUnavailable

Kinds = type[Exception] | tuple[type[Exception], ...]

OUTDONE = (asyncpg.TransactionRollbackError, asyncpg.IntegrityConstraintViolationError)
"""What a write meets that another came before: tried again, it sees what the other did.

A rule of the tables is one of them: what it forbids is looked for first, so only another can have brought it about.
"""

LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InternalClientError,
    asyncpg.InterfaceError,
    OSError,
    TimeoutError,
)
"""What says that a connection, and perhaps the server, is gone or does not answer in time."""


class Broken(Exception):
    """A connection was lost while nothing was being committed; the cause says how."""


@contextmanager
def noticed() -> Iterator[None]:
    """Tell apart what broke before anything was committed: that may be done once more.

    Raises: Broken; what is raised otherwise.
    """
    try:
        yield
    except LOST as error:
        if isinstance(error, ValueError):  # a value that asyncpg cannot send
            raise
        raise Broken from error


@contextmanager
def in_one_sentence(place: str) -> Iterator[None]:
    """Turn every failure of the database, or of the way to it, into a sentence.

    Raises: StoreUnavailable, StoreAway where the same may work in a moment.
    """
    try:
        yield
    except (Broken, asyncpg.PostgresError, UnicodeEncodeError, *LOST) as error:
        cause = error.__cause__ if isinstance(error, Broken) and error.__cause__ else error
        kind, sentence = next(
            (kind, sentence) for known, kind, sentence in _SENTENCES if isinstance(cause, known)
        )
        raise kind(sentence.format(place=place)) from cause


_NOT_KEPT = "Something cannot be kept in {place}; write it another way."
_SENTENCES: tuple[tuple[Kinds, type[StoreUnavailable], str], ...] = (
    (
        asyncpg.InvalidAuthorizationSpecificationError,
        StoreUnavailable,
        "{place} does not let Backrub in; check user and password.",
    ),
    (
        asyncpg.InvalidCatalogNameError,
        StoreUnavailable,
        "{place} has no database of that name; create it first.",
    ),
    (
        asyncpg.SyntaxOrAccessError,
        StoreUnavailable,
        "{place} does not let Backrub use its tables, or they are another program's; ask whoever runs it.",
    ),
    ((asyncpg.IntegrityConstraintViolationError, asyncpg.DataError, ValueError), StoreUnavailable, _NOT_KEPT),
    (asyncpg.DiskFullError, StoreAway, "The disk of {place} is full; make room, then go on where you were."),
    (LOST, StoreAway, "{place} does not answer; it is tried again with the next tap."),
    (asyncpg.PostgresError, StoreAway, "{place} cannot be used just now; try again in a moment."),
)


def without_password(address: str) -> str:
    """Return an address as a sentence may name it."""
    scheme, _, rest = address.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}{at}{host}".partition("?")[0]
