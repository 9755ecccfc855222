"""The options of serving: more than one reads at a glance in the head of a function, so they are a value."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from backrub.cli.options import Database, DataDir, Host, KeyFile, Port

Said = TypeVar("Said")
Answer = TypeVar("Answer")

LogOption = Annotated[
    str | None,
    typer.Option("--log", metavar="plain|json", help="Else $BACKRUB_LOG, or plain.", show_default=False),
]
MostHomes = Annotated[
    int | None,
    typer.Option(
        "--most-homes", metavar="N", help="Else $BACKRUB_MOST_HOMES, or any number.", show_default=False
    ),
]
InviteOnly = Annotated[
    bool,
    typer.Option(
        "--invite-only",
        help="Homes begin by a link of backrub homes invite alone; also $BACKRUB_INVITE_ONLY=1.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """Hold what was said after `backrub serve`."""

    host: Host = None
    port: Port = None
    data_dir: DataDir = None
    database: Database = None
    key_file: KeyFile = None
    log: LogOption = None
    most_homes: MostHomes = None
    invite_only: InviteOnly = False


def taking(kind: type[Said]) -> Callable[[Callable[[Said], Answer]], Callable[..., Answer]]:
    """Let a command take the fields of a dataclass as its options."""

    def with_options(command: Callable[[Said], Answer]) -> Callable[..., Answer]:
        @wraps(command)
        def run(**said: Any) -> Answer:  # noqa: ANN401  # whatever the fields are
            return command(kind(**said))

        # What Typer reads: the fields with their annotations, in the place of the one argument.
        run.__signature__ = inspect.signature(kind)  # type: ignore[attr-defined]
        run.__annotations__ = get_type_hints(kind, include_extras=True)
        return run

    return with_options
