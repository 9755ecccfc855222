"""Find programs that may be installed."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from backrub.domain.errors import VoiceUnavailable


def find_program(name: str, environ: Mapping[str, str]) -> Path:
    """Return where a program is.

    Raises: VoiceUnavailable, if it is not installed.
    """
    found = shutil.which(name, path=environ.get("PATH", ""))
    if found is None:
        raise VoiceUnavailable(f"{name} is not installed.")
    return Path(found)
