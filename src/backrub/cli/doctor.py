"""Look whether everything that hosting needs is here, and say what to do if not."""

import os
import time
from typing import TYPE_CHECKING

from backrub.cli.exit_status import DONE, FAILED
from backrub.cli.options import Database, DataDir, Format, Host, KeyFile, OutFormat, Port, web_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backrub.bootstrap.checkup.finding import Finding

_SIGNS = {"fine": "✓", "look": "!", "fault": "✗"}


def doctor(
    *,
    format: OutFormat = Format.TEXT,  # noqa: A002
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    database: Database = None,
    key_file: KeyFile = None,
) -> int:
    """Look at the record, its key, disk, clock, port, address, voice and versions, and say what to do.

    Nothing is changed. The exit status is 1 if something is at fault (✗), and 0 if all is fine (✓) or only
    worth a look (!).
    """
    from backrub.bootstrap.checkup.everything import look_at_everything
    from backrub.bootstrap.checkup.finding import Mark
    from backrub.web.addresses import is_loopback, lan_address

    settings = web_settings(data_dir, host=host, port=port, database=database, key_file=key_file)
    is_private = is_loopback(settings.host) and settings.host not in {"0.0.0.0", "::"}  # noqa: S104  # asked about
    now_ms = time.time_ns() // 1_000_000
    findings = look_at_everything(
        settings, os.environ, now_ms=now_ms, own=None if is_private else lan_address()
    )
    told = _written(findings) if format is Format.JSON else _shown(findings)
    return FAILED if any(one.mark is Mark.FAULT for one in told) else DONE


def _shown(findings: "Iterable[Finding]") -> "list[Finding]":
    """Print each finding as soon as it is known."""
    from rich.table import Table

    from backrub.cli.palette import CREAM, DIM, EMBER, FLAME, candle_console

    console, told = candle_console(), []
    for one in findings:
        row = Table.grid(padding=(0, 1), pad_edge=False)
        row.add_column(width=1, style={"fine": DIM, "look": FLAME, "fault": EMBER}[one.mark])
        row.add_column(width=8, style=DIM)
        row.add_column(style=CREAM)
        row.add_row(_SIGNS[one.mark], one.what, one.told)
        console.print(row)
        told.append(one)
    return told


def _written(findings: "Iterable[Finding]") -> "list[Finding]":
    import msgspec

    from backrub.cli.output import write

    told = list(findings)
    rows = [{"what": one.what, "mark": one.mark, "told": one.told} for one in told]
    write(msgspec.json.format(msgspec.json.encode({"findings": rows}), indent=2) + b"\n")
    return told
