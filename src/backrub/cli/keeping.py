"""Write a backup, or put one back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backrub.cli.options import Database, DataDir, KeyFile, web_settings

if TYPE_CHECKING:
    from backrub.storage.backup.archive import Contents, Told

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="A backup.", show_default=False)]
WithKey = Annotated[bool, typer.Option("--with-key", help="Put the key in as well; then lock the file away.")]
Replace = Annotated[bool, typer.Option("--replace", help="Put it in the place of what is kept now.")]


def backup(
    file: BackupFile,
    *,
    with_key: WithKey = False,
    data_dir: DataDir = None,
    database: Database = None,
    key_file: KeyFile = None,
) -> None:
    """Write all that is kept into FILE, as it is at one moment; servers may go on meanwhile.

    What is private in it is sealed, and the key is not in it unless asked for: keep a copy of the key file in
    another place. A backup made before someone was erased still holds them: let backups run out.
    """
    from backrub.bootstrap.keeping import back_up

    settings = web_settings(data_dir, database=database, key_file=key_file)
    with _progress("Backing up") as told:
        contents = back_up(settings, file, with_key=with_key, told=told)
    typer.echo(f"{file} holds {_in_words(contents)}.")
    typer.echo(
        "The key is in it: whoever has this file can read everything, so lock it away."
        if with_key
        else "The key is not in it: keep a copy of the key file, in another place."
    )


def restore(
    file: BackupFile,
    *,
    replace: Replace = False,
    data_dir: DataDir = None,
    database: Database = None,
    key_file: KeyFile = None,
) -> None:
    """Put the backup in FILE back, into either database; stop every server first.

    Everything is checked before anything is changed, and then all of it is put back, or nothing. A record that
    holds something is left alone unless --replace says so.
    """
    from backrub.bootstrap.keeping import put_back

    settings = web_settings(data_dir, database=database, key_file=key_file)
    with _progress("Looking at the backup") as told:
        contents = put_back(settings, file, replace=replace, told=told)
    typer.echo(f"{_in_words(contents)} are back, as of {_day(contents.made_ms)}.")
    typer.echo("Whoever was erased since then is back too: erase them again.")


def _in_words(contents: "Contents") -> str:
    people, nights = (contents.tables[table].rows for table in ("person", "night"))
    return f"{people:,} {'person' if people == 1 else 'people'} and {nights:,} evening{'s' * (nights != 1)}"


def _day(unix_ms: int) -> str:
    return f"{datetime.fromtimestamp(unix_ms / 1000, UTC):%Y-%m-%d %H:%M} UTC"


@contextmanager
def _progress(what: str) -> Iterator["Told | None"]:
    """Give what shows how far something is, on a terminal only."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, of: bar.update(task, completed=done, total=of)
