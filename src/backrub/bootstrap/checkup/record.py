"""Look at the record and its key."""

from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

from backrub.bootstrap.checkup.finding import Finding, Mark, in_mb
from backrub.config import Settings
from backrub.domain.errors import StoreUnavailable
from backrub.storage.backup.archive import is_backup
from backrub.storage.examine import examine
from backrub.storage.health import Health
from backrub.storage.sealing.key_file import read_key
from backrub.storage.sealing.key_ring import proves
from backrub.storage.store import key_at

MUCH_LOG_BYTES = 64_000_000
FAR_OFF_MS, WRONG_MS = 2_000, 60_000
_OTHERS = 0o077


def look_at_record(settings: Settings, *, now_ms: int) -> Iterator[Finding]:
    """Yield how the record, its key and its clock are."""
    if isinstance(settings.database, Path) and not settings.database.exists():
        told = f"There is no record at {settings.database} yet; backrub serve begins one."
        yield Finding("database", Mark.LOOK, told)
        yield _key(settings, None)
        return
    try:
        health = examine(settings.database)
    except StoreUnavailable as why:
        yield Finding("database", Mark.FAULT, str(why))
        yield _key(settings, None)
        return
    yield _database(health)
    yield _key(settings, health.proof)
    yield _clock(health, now_ms)


def _database(health: Health) -> Finding:
    what, size = "database", in_mb(health.size_bytes)
    if not health.is_whole or health.gaps:
        return Finding(
            what, Mark.FAULT, "The record is damaged; stop Backrub, and restore a backup with --replace."
        )
    if health.steps > health.newest_steps:
        return Finding(
            what, Mark.FAULT, "The record was written by a newer Backrub; update Backrub to open it."
        )
    if health.steps < health.newest_steps:
        told = f"{health.engine}, {size}; made by an older Backrub, and the next start brings it up to date."
        return Finding(what, Mark.LOOK, told)
    if health.log_bytes > MUCH_LOG_BYTES:
        told = (
            f"The file beside the record that ends in -wal has {in_mb(health.log_bytes)}; start Backrub anew."
        )
        return Finding(what, Mark.LOOK, told)
    return Finding(what, Mark.FINE, f"{health.engine}, {size}, up to date, and every session is whole.")


def _key(settings: Settings, proof: bytes | None) -> Finding:
    path = key_at(settings.database, settings.key_file)
    if path is None:
        return Finding(
            "key", Mark.FAULT, "No key is named; name its file with --key-file or $BACKRUB_KEY_FILE."
        )
    if proof is None and not path.exists():
        return Finding("key", Mark.LOOK, f"There is no key at {path} yet; the first start makes one.")
    try:
        key = read_key(path)
    except StoreUnavailable as why:
        return Finding("key", Mark.FAULT, str(why))
    if proof is not None and not proves(key, proof):
        told = (
            f"The key {path} is not the one that the record was sealed with; name that one with --key-file."
        )
        return Finding("key", Mark.FAULT, told)
    return _kept_apart(path)


def _kept_apart(path: Path) -> Finding:
    if S_IMODE(path.stat().st_mode) & _OTHERS:
        return Finding("key", Mark.FAULT, f"Others on this machine can read the key; run chmod 600 {path}.")
    if beside := [file.name for file in path.parent.iterdir() if file.is_file() and is_backup(file)]:
        told = (
            f"The backup {beside[0]} lies beside the key: whoever takes one takes both, so keep it elsewhere."
        )
        return Finding("key", Mark.LOOK, told)
    return Finding(
        "key", Mark.FINE, f"{path} is the right one, and for its owner alone; keep a copy elsewhere."
    )


def _clock(health: Health, now_ms: int) -> Finding:
    off_ms = abs(health.now_ms - now_ms)
    if health.latest_ms > now_ms + WRONG_MS:
        told = "The record holds an evening from later than now; set this machine's clock by the network."
        return Finding("clock", Mark.FAULT, told)
    if off_ms > FAR_OFF_MS:
        mark = Mark.FAULT if off_ms > WRONG_MS else Mark.LOOK
        told = f"The database's clock is {off_ms / 1000:,.0f} s off this machine's; set both by the network."
        return Finding("clock", mark, told)
    return Finding(
        "clock", Mark.FINE, "It agrees with the database's, and nothing that is kept is later than now."
    )
