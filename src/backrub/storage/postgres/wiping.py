"""Leave no key of the erased in the tables: rows that were deleted stay in a table's file until it is written anew."""

import asyncio
from typing import Any

import asyncpg

PATIENCE_S = 5.0
_AGAIN_S = 0.05

_NOW = "SELECT CAST(CAST(pg_current_xact_id() AS xid) AS text)"
_READ_SINCE_BEFORE = """
    SELECT EXISTS (
        SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
            AND age(backend_xmin) >= age(CAST(CAST($1 AS text) AS xid))
    )
"""


async def wiped(connection: Any) -> bool:  # noqa: ANN401  # asyncpg's own connection
    """Write the table of keys anew; return whether nothing of those deleted before is left in its file.

    It is False while someone still reads the record as it was before, and after five seconds of that.
    """
    clock = asyncio.get_running_loop()
    end_s = clock.time() + PATIENCE_S
    before = await connection.fetchval(_NOW)
    while not await _written_anew(connection, before):
        if clock.time() > end_s:
            return False
        await asyncio.sleep(_AGAIN_S)
    return True


async def _written_anew(connection: Any, before: str) -> bool:  # noqa: ANN401  # as above
    if await connection.fetchval(_READ_SINCE_BEFORE, before):
        return False  # what an older transaction may still look at would be copied along
    # Everyone who seals waits behind this, so it must not wait for long itself.
    await connection.execute("SET lock_timeout = '200ms'")
    try:
        await connection.execute("VACUUM (FULL) sealing_key")
    except asyncpg.LockNotAvailableError:
        return False
    finally:
        await connection.execute("RESET lock_timeout")
    return True
