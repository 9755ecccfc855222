"""What whoever hosts does with homes and people: list and invite, hand out, erase."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from backrub.cli.exit_status import FAILED
from backrub.cli.options import Database, DataDir, Format, KeyFile, OutFormat, web_settings
from backrub.domain.errors import BadInput

OLDER_BACKUPS = (
    "Backups made before still hold what was erased, sealed, and whoever has one and the key file can read it: "
    "delete them, or let them run out."
)

homes_app = typer.Typer(help="List the homes here, invite someone to begin one, or erase one.")

Who = Annotated[str, typer.Argument(metavar="PERSON", help="A name or an id.", show_default=False)]
MaybeWho = Annotated[
    str | None, typer.Argument(metavar="[PERSON]", help="A name or an id.", show_default=False)
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.", show_default=False)]
Home = Annotated[
    str | None,
    typer.Option(
        "--home", metavar="ID", help="Their home; where there is only one, it is that.", show_default=False
    ),
]
HomeId = Annotated[str, typer.Argument(metavar="ID", help="As backrub homes lists it.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", help="Ask nothing.")]
Address = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Where others reach Backrub, like https://backrub.example; else this machine's own.",
        show_default=False,
    ),
]


def export(
    person: Who,
    folder: Folder,
    *,
    home: Home = None,
    data_dir: DataDir = None,
    database: Database = None,
    key_file: KeyFile = None,
) -> None:
    """Write all that is about one person into DIR: in words, in pictures, and their calendar.

    It is for that person, and for nobody else.
    """
    from backrub.bootstrap.hosting import people_named
    from backrub.bootstrap.person_files import export_person_to

    settings = web_settings(data_dir, database=database, key_file=key_file)
    (chosen,) = people_named(settings, person, home)
    names = export_person_to(settings, chosen, folder)
    typer.echo(f"{folder} holds {', '.join(names)}. It is private: hand it to {chosen.name} alone.")


def erase(
    person: MaybeWho = None,
    *,
    home: Home = None,
    yes: Yes = False,
    data_dir: DataDir = None,
    database: Database = None,
    key_file: KeyFile = None,
) -> None:
    """Erase a person, or with --home alone a whole home, for good.

    Every evening they were part of goes with them, and the keys of what was private.
    """
    from backrub.bootstrap.hosting import erase_people, people_named

    if person is None and home is None:
        raise BadInput("Name whom to erase, or a whole home with --home.")
    settings = web_settings(data_dir, database=database, key_file=key_file)
    those = people_named(settings, person, home)
    if not yes:
        _ask(_all_of(those[0].name if person else f"home {home}"), those[0].name if person else str(home))
    erase_people(settings, those, whole_home=person is None)
    typer.echo(f"Erased, with every evening and every key. {OLDER_BACKUPS}")


@homes_app.callback(invoke_without_command=True)
def homes(
    context: typer.Context,
    *,
    format: OutFormat = Format.TEXT,  # noqa: A002
    data_dir: DataDir = None,
    database: Database = None,
    key_file: KeyFile = None,
) -> None:
    """List the homes here: how many people and evenings, and when the last one was. Names are not shown."""
    if context.invoked_subcommand is not None:
        if data_dir or database or key_file:
            raise BadInput(f"Write the options after {context.invoked_subcommand}, where they count.")
        return
    from backrub.bootstrap.hosting import list_homes
    from backrub.cli.hosting_view import homes_bytes, show_homes
    from backrub.cli.output import write

    summaries = list_homes(web_settings(data_dir, database=database, key_file=key_file))
    if format is Format.JSON:
        write(homes_bytes(summaries))
    else:
        show_homes(summaries)


@homes_app.command("erase")
def erase_one(
    home: HomeId,
    *,
    yes: Yes = False,
    data_dir: DataDir = None,
    database: Database = None,
    key_file: KeyFile = None,
) -> None:
    """Erase a whole home for good, with everyone in it."""
    erase(None, home=home, yes=yes, data_dir=data_dir, database=database, key_file=key_file)


@homes_app.command()
def invite(
    *,
    address: Address = None,
    data_dir: DataDir = None,
    database: Database = None,
    key_file: KeyFile = None,
) -> None:
    """Invite someone to begin a home of their own: a link, good once and for a week, and a code to scan."""
    from backrub.bootstrap.inviting import invite_here
    from backrub.cli.hosting_view import show_link
    from backrub.web.addresses import lan_address

    settings = web_settings(data_dir, database=database, key_file=key_file)
    here = address or f"http://{lan_address() or 'localhost'}:{settings.port}"
    show_link(here.rstrip("/") + invite_here(settings))


def _all_of(whom: str) -> str:
    return f"Everything of {whom} goes for good, and every evening they were part of goes for both."


def _ask(what: str, word: str) -> None:
    """Have a word typed before something goes for good.

    Raises: BadInput, if there is nobody to type; Exit, if they type something else.
    """
    if not sys.stdin.isatty():
        raise BadInput("Nobody is here to say yes; add --yes to erase.")
    typer.echo(what)
    if (
        typer.prompt(f"Type {word} to erase, anything else to leave it", default="", show_default=False)
        != word
    ):
        typer.echo("Nothing was erased.")
        raise typer.Exit(FAILED)
