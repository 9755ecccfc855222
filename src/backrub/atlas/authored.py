"""Read what is authored of the body, a file of rows, into its types."""

import tomllib
from importlib.resources import files
from threading import Lock
from typing import Any, TypeVar

import msgspec

from backrub.domain.errors import DamagedAtlas

Kind = TypeVar("Kind")
_ONE_AT_A_TIME = Lock()


def read_toml(file: str) -> dict[str, Any]:
    """Return what a file of this folder holds.

    Raises: DamagedAtlas, if it is missing, is not UTF-8 or is not TOML.
    """
    try:
        return tomllib.loads(files("backrub.atlas").joinpath(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DamagedAtlas(f"{file} cannot be read: {error}.") from error


def converted(file: str, value: object, kind: type[Kind]) -> Kind:
    """Return what a file holds as its type, one at a time: two that meet a type first end the process (decision 22).

    Raises: DamagedAtlas.
    """
    try:
        with _ONE_AT_A_TIME:
            return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise DamagedAtlas(f"{file}: {error}.") from error
