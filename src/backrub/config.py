"""Environment and options become one frozen Settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from backrub.domain.errors import BadInput

DATABASE = "evenings.sqlite3"


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what the surroundings say: where the record of evenings is kept."""

    data_dir: Path

    @property
    def database(self) -> Path:
        """Return the file of the record."""
        return self.data_dir / DATABASE


def settings_from(environ: Mapping[str, str], *, data_dir: Path | None = None) -> Settings:
    """Return the settings; an option outranks the environment.

    Raises: BadInput, if no data directory is named and the home directory is not known.
    """
    if data_dir is not None:
        return Settings(data_dir)
    if named := environ.get("BACKRUB_DATA_DIR"):
        return Settings(Path(named))
    shared = Path(environ.get("XDG_DATA_HOME", ""))
    # A relative XDG directory is to be ignored (XDG Base Directory Specification).
    return Settings((shared if shared.is_absolute() else _home() / ".local" / "share") / "backrub")


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise BadInput("Your home directory is not known; give --data-dir or set BACKRUB_DATA_DIR.") from None
