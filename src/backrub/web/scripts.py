"""Name a page's script together with every module it imports, so that a browser fetches them all at once."""

import re
from functools import cache
from posixpath import dirname, join, normpath

from markupsafe import Markup

from backrub.web.assets import asset, shelf

_IMPORT = re.compile(r"""^(?:import|export)\b[^;'"]*["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)


def script(path: str) -> Markup:
    """Return the elements that load a module; without the hints each import would wait for the one before.

    Raises: LookupError, when it or a module it imports is not there.
    """
    hints = [f'<link rel="modulepreload" href="{asset(one)}">' for one in modules_of(path)]
    return Markup("\n".join([*hints, f'<script type="module" src="{asset(path)}"></script>']))  # noqa: S704


@cache
def modules_of(path: str) -> tuple[str, ...]:
    """Return the paths of all modules that one imports, directly or not, each once, nearest first."""
    found: dict[str, None] = {}
    waiting = [path]
    while waiting:
        imports = _imports(waiting.pop(0))
        waiting += [one for one in imports if one not in found]
        found |= dict.fromkeys(imports)
    return tuple(found)


def _imports(path: str) -> list[str]:
    asset(path)
    text = shelf().by_path[path].body.decode()
    return [normpath(join(dirname(path), relative)) for relative in _IMPORT.findall(text)]
