"""Look at everything, one thing after another."""

from collections.abc import Iterator, Mapping

from backrub.bootstrap.checkup.finding import Finding
from backrub.bootstrap.checkup.machine import (
    look_at_address,
    look_at_disk,
    look_at_port,
    look_at_versions,
    look_at_voices,
)
from backrub.bootstrap.checkup.record import look_at_record
from backrub.config import Settings


def look_at_everything(
    settings: Settings, environ: Mapping[str, str], *, now_ms: int, own: str | None
) -> Iterator[Finding]:
    """Yield how each thing is, as soon as it is known; `own` is this machine's address for phones."""
    yield from look_at_record(settings, now_ms=now_ms)
    yield look_at_disk(settings.data_dir)
    yield look_at_port(settings)
    yield look_at_address(own, settings.port)
    yield look_at_voices(settings.data_dir, environ)
    yield look_at_versions()
