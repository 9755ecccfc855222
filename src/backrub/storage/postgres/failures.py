"""Say in one sentence what stands between Backrub and PostgreSQL, and what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from backrub.domain.errors import StoreUnavailable


@contextmanager
def in_one_sentence(place: str) -> Iterator[None]:
    """Turn every failure of the database, or of the way to it, into a sentence.

    Raises: StoreUnavailable; asyncpg.SerializationError, which is no failure: try again.
    """
    try:
        yield
    except asyncpg.SerializationError:
        raise
    except asyncpg.InvalidAuthorizationSpecificationError as error:
        raise StoreUnavailable(f"{place} does not let Backrub in; check user and password.") from error
    except asyncpg.InvalidCatalogNameError as error:
        raise StoreUnavailable(f"{place} has no database of that name; create it first.") from error
    except asyncpg.DiskFullError as error:
        raise StoreUnavailable(
            f"The disk of {place} is full; make room, then go on where you were."
        ) from error
    except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
        raise StoreUnavailable(f"{place} does not answer; it is tried again with the next tap.") from error
    except asyncpg.PostgresError as error:
        raise StoreUnavailable(f"{place} cannot be used just now; try again in a moment.") from error
