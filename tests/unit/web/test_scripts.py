"""A page names every module its script needs, so that nothing is fetched one after the other."""

import re

import pytest

from backrub.web.assets import shelf
from backrub.web.scripts import modules_of, script

SCRIPTS = sorted(path for path in shelf().by_path if path.endswith(".js") and path != "js/sw.js")


@pytest.mark.parametrize("path", SCRIPTS)
def test_every_imported_module_is_there(path):
    assert set(modules_of(path)) <= set(SCRIPTS)


def test_modules_come_once_and_the_nearest_first():
    found = modules_of("js/guide.js")
    text = shelf().by_path["js/guide.js"].body.decode()
    nearest = re.search(r'from "\./([\w-]+\.js)"', text)[1]
    assert found[0] == f"js/{nearest}"
    assert len(set(found)) == len(found)


def test_what_an_imported_module_imports_is_named_too():
    direct = {name for name in modules_of("js/guide.js") if f'"./{name.removeprefix("js/")}"' in _text()}
    assert set(modules_of("js/guide.js")) > direct


def test_a_script_that_is_not_there_is_refused():
    with pytest.raises(LookupError, match="js/none"):
        script("js/none.js")


def test_hints_stand_before_the_script():
    lines = script("js/remote.js").splitlines()
    assert all(line.startswith('<link rel="modulepreload"') for line in lines[:-1])
    assert lines[-1].startswith('<script type="module"')


def _text():
    return shelf().by_path["js/guide.js"].body.decode()
