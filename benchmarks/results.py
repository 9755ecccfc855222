"""The page of all figures: each bench keeps its own sections of it, and leaves the others alone."""

import re
import sys
from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"


def keep(told: str) -> None:
    """Put sections, each from its "## " title on, in the place of their earlier selves or at the end; print them.

    What stands before the first title is the head of the page, and takes the place of the head.
    """
    kept, fresh = _sections(RESULTS.read_text(encoding="utf-8")), _sections(told)
    RESULTS.write_text("\n".join((kept | fresh).values()), encoding="utf-8")
    sys.stdout.write(f"\n{told.strip()}\n")


def _sections(text: str) -> dict[str, str]:
    """Return sections by title, the head by none."""
    parts = re.split(r"^(?=## )", f"{text.strip()}\n", flags=re.MULTILINE)
    titles = (part.partition("\n")[0] if part.startswith("## ") else "" for part in parts)
    return {title: f"{part.strip()}\n" for title, part in zip(titles, parts, strict=True) if part.strip()}
