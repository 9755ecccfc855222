"""Environment and options become one frozen Settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from backrub.domain.errors import BadInput

DATABASE = "evenings.sqlite3"
EVERYWHERE = "0.0.0.0"  # noqa: S104  # the other phone has to reach it
PORT = 8000
LARGEST_PORT = 65535
_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what the surroundings say: where evenings are kept, and where pages are served.

    `database` is the file of the record, or the address of a PostgreSQL that keeps it; `key_file` is the key of what
    is private in it, None for the one beside the file.
    """

    data_dir: Path
    database: Path | str
    host: str = EVERYWHERE
    port: int = PORT
    key_file: Path | None = None


def settings_from(
    environ: Mapping[str, str],
    *,
    data_dir: Path | None = None,
    host: str | None = None,
    port: int | None = None,
    database: str | None = None,
    key_file: Path | None = None,
) -> Settings:
    """Return the settings; an option outranks the environment.

    Raises: BadInput, naming the option or variable that cannot be used.
    """
    folder = data_dir or _data_dir(environ)
    named = database or environ.get("BACKRUB_DATABASE")
    key = environ.get("BACKRUB_KEY_FILE")
    return Settings(
        folder,
        _database(named) if named else folder / DATABASE,
        host or environ.get("BACKRUB_HOST") or EVERYWHERE,
        _port(environ.get("BACKRUB_PORT") or str(PORT) if port is None else str(port)),
        key_file or (Path(key) if key else None),
    )


def _data_dir(environ: Mapping[str, str]) -> Path:
    if named := environ.get("BACKRUB_DATA_DIR"):
        return Path(named)
    shared = Path(environ.get("XDG_DATA_HOME", ""))
    # A relative XDG directory is to be ignored (XDG Base Directory Specification).
    return (shared if shared.is_absolute() else _home() / ".local" / "share") / "backrub"


def _database(url: str) -> Path | str:
    """Return the file of an address like sqlite:///evenings.sqlite3, or an address of PostgreSQL as it is."""
    if url.startswith(_POSTGRES):
        return url
    if not url.startswith(_SQLITE) or url == _SQLITE:
        raise BadInput(
            f"--database: {url.partition('://')[0]}:// is not known here; "
            "give sqlite:/// and the path of a file, or postgresql:// and a server."
        )
    return Path(url.removeprefix(_SQLITE))


def _port(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and 0 < int(said) <= LARGEST_PORT):
        raise BadInput(f"--port: {said!r} is not a port; give a whole number from 1 to {LARGEST_PORT:,}.")
    return int(said)


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise BadInput("Your home directory is not known; give --data-dir or set BACKRUB_DATA_DIR.") from None
