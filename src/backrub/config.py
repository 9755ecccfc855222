"""Environment and options become one frozen Settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from backrub.application.quotas import HouseRules
from backrub.domain.errors import BadInput

DATABASE = "evenings.sqlite3"
EVERYWHERE = "0.0.0.0"  # noqa: S104  # the other phone has to reach it
PORT = 8000
LARGEST_PORT = 65535
_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")


class LogForm(StrEnum):
    """Name how a server logs: trouble alone, in words, or a line of JSON for everything it does."""

    PLAIN = "plain"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Hosting:
    """Hold how a host wants it: the log, whom to let in, and the token that opens the counts, empty for none."""

    log: LogForm = LogForm.PLAIN
    rules: HouseRules = field(default_factory=HouseRules)
    metrics_token: str = ""


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


def hosting_from(
    environ: Mapping[str, str],
    *,
    log: str | None = None,
    most_homes: int | None = None,
    invite_only: bool = False,
) -> Hosting:
    """Return how a host wants it; an option outranks the environment.

    Raises: BadInput, naming the option or variable that cannot be used.
    """
    most = environ.get("BACKRUB_MOST_HOMES") if most_homes is None else str(most_homes)
    return Hosting(
        _log_form(log or environ.get("BACKRUB_LOG") or LogForm.PLAIN),
        HouseRules(
            _most_homes(most) if most else None,
            invite_only or _is_yes(environ.get("BACKRUB_INVITE_ONLY", "")),
        ),
        _metrics_token(environ),
    )


def _metrics_token(environ: Mapping[str, str]) -> str:
    """Return the token, which may also be the one line of a file."""
    name = "BACKRUB_METRICS_TOKEN_FILE"
    if not environ.get(name):
        return environ.get("BACKRUB_METRICS_TOKEN", "")
    try:
        token = Path(environ[name]).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"{name}: {environ[name]} cannot be read; name a file with the token in it."
        ) from error
    if not token:
        raise BadInput(f"{name}: {environ[name]} is empty; name a file with the token in it.")
    return token


def _log_form(said: str) -> LogForm:
    try:
        return LogForm(said)
    except ValueError:
        raise BadInput(f"--log: {said!r} is no form of a log; give plain or json.") from None


def _most_homes(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and int(said)):
        raise BadInput(f"--most-homes: {said!r} is no number of homes; give a whole number from 1.")
    return int(said)


def _is_yes(said: str) -> bool:
    if said not in {"", "0", "1"}:
        raise BadInput(f"BACKRUB_INVITE_ONLY: {said!r} says neither yes nor no; give 1 or 0.")
    return said == "1"


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
