"""How a record in PostgreSQL is."""

import asyncio
from typing import Any

import asyncpg

from backrub.storage.health import GAPS, LATEST, PROOF, Health
from backrub.storage.postgres import schema
from backrub.storage.postgres.failures import in_one_sentence, without_password

PATIENCE_S = 5.0

_KNOWN = "SELECT to_regclass('backrub_schema') IS NOT NULL"
_SIZE = "SELECT pg_database_size(current_database())"
_NOW = "SELECT CAST(1000 * extract(epoch FROM clock_timestamp()) AS bigint)"


def examine_server(address: str) -> Health:
    """Return how the record at an address is; whether its file is whole, and its log, are the server's own matter.

    Raises: StoreUnavailable, if it does not answer, or does not let Backrub in.
    """
    with in_one_sentence(without_password(address)):
        return asyncio.run(_examined(address))


async def _examined(address: str) -> Health:
    connection = await asyncpg.connect(address, timeout=PATIENCE_S)
    try:
        version = connection.get_server_version()
        steps = await connection.fetchval(schema.TAKEN) if await connection.fetchval(_KNOWN) else 0
        is_current = steps == schema.VERSION
        return Health(
            engine=f"PostgreSQL {version.major}.{version.minor}",
            steps=steps,
            newest_steps=schema.VERSION,
            size_bytes=await connection.fetchval(_SIZE),
            log_bytes=0,
            is_whole=True,
            gaps=await _value(connection, GAPS, asked=is_current) or 0,
            proof=await _value(connection, PROOF, asked=is_current),
            latest_ms=await _value(connection, LATEST, asked=is_current) or 0,
            now_ms=await connection.fetchval(_NOW),
        )
    finally:
        await connection.close()


async def _value(connection: Any, query: str, *, asked: bool) -> Any:  # noqa: ANN401  # asyncpg's own; a column
    return await connection.fetchval(query) if asked else None
