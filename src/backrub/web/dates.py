"""Days as a person says them, in the time of the machine the house runs on."""

from datetime import UTC, datetime


def day_of(unix_ms: int) -> str:
    """Return a day, e.g. "Friday, 20 November 2026"."""
    local = datetime.fromtimestamp(unix_ms / 1000, UTC).astimezone()
    return f"{local:%A}, {local.day} {local:%B %Y}"
