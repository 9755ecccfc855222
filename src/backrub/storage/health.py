"""How a record is, looked at without changing it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Health:
    """State how a record is.

    `steps` counts the changes of its tables, of the `newest_steps` that this Backrub knows; `gaps` counts sessions
    whose events are not all there; `proof` is what only its key opens, None before there was one. `latest_ms` is the
    newest moment that it holds and `now_ms` the time as the database tells it (Unix time).
    """

    engine: str
    steps: int
    newest_steps: int
    size_bytes: int
    log_bytes: int
    is_whole: bool
    gaps: int
    proof: bytes | None
    latest_ms: int
    now_ms: int


GAPS = """
    SELECT count(*) FROM
        (SELECT 1 AS gap FROM event GROUP BY session_id HAVING max(seq) <> count(*) OR min(seq) <> 1) AS gaps
"""
LATEST = """
    SELECT max(at_ms) FROM (
        SELECT coalesce(max(began_ms), 0) AS at_ms FROM session
        UNION ALL SELECT coalesce(max(made_ms), 0) FROM night
    ) AS latest
"""
PROOF = "SELECT wrapped FROM sealing_key WHERE owner = ''"
