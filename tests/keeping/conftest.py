"""Both databases a host may choose, and the commands for them."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.commands import backrub

from backrub.config import Settings, settings_from
from backrub.storage.store import Store, open_store


@dataclass(frozen=True)
class Hosted:
    """Hold where a record is and how commands are told so."""

    folder: Path
    settings: Settings

    @property
    def options(self) -> tuple[str, ...]:
        database = self.settings.database
        named = database if isinstance(database, str) else f"sqlite:///{database}"
        return (
            "--database",
            named,
            "--key-file",
            str(self.settings.key_file),
            "--data-dir",
            str(self.folder),
        )

    def store(self) -> Store:
        return open_store(self.settings.database, key_file=self.settings.key_file)

    def run(self, *arguments, **extra):
        return backrub(*arguments, *self.options, home=self.folder, **extra)


def hosted(folder: Path, database: str) -> Hosted:
    folder.mkdir()
    return Hosted(
        folder, settings_from({}, data_dir=folder, database=database, key_file=folder / "house.key")
    )


@pytest.fixture
def sqlite_host(tmp_path):
    return hosted(tmp_path / "sqlite", f"sqlite:///{tmp_path / 'sqlite' / 'record.db'}")


@pytest.fixture
def postgres_host(tmp_path, postgres):
    return hosted(tmp_path / "postgres", postgres.emptied())


@pytest.fixture(params=["sqlite", "postgres"])
def host(request):
    """Give a record in one database, then in the other."""
    return request.getfixturevalue(f"{request.param}_host")


@pytest.fixture
def other_host(request, host):
    """Give a record in the database that the first is not in."""
    is_file = isinstance(host.settings.database, Path)
    return request.getfixturevalue("postgres_host" if is_file else "sqlite_host")
