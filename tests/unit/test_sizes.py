"""Nothing in the source grows past what one can read at a glance, and nothing is left half done."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
MODULES = sorted(SOURCE.rglob("*.py"))
SCRIPTS = sorted(SOURCE.rglob("*.js"))

FUNCTION_LINES = 50
MODULE_LINES = 300
PARAMETERS = 6
WORDS = ("NotImplementedError", "TODO", "FIXME", "XXX", "HACK", "placeholder", "not implemented")
UNFINISHED = re.compile(rf"\b({'|'.join(WORDS)})\b", re.IGNORECASE)
SELVES = {"self", "cls"}


def named(path):
    return str(path.relative_to(SOURCE))


def functions(text):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]


def parameters(function):
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument.arg for argument in every if argument.arg not in SELVES]


def too_much(text):
    """Return a sentence for everything in a module that is too long, too wide or unfinished."""
    found = []
    if (lines := len(text.splitlines())) > MODULE_LINES:
        found.append(f"the module has {lines} lines")
    for function in functions(text):
        if (lines := function.end_lineno - function.lineno + 1) > FUNCTION_LINES:
            found.append(f"{function.name} has {lines} lines")
        if (count := len(parameters(function))) > PARAMETERS:
            found.append(f"{function.name} has {count} parameters")
    return found + [f"the word {word} is left" for word in UNFINISHED.findall(text)]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_stays_small_and_finished(path):
    assert too_much(path.read_text(encoding="utf-8")) == []


def test_no_script_of_a_page_is_long():
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SCRIPTS}
    assert lengths
    assert {path: lines for path, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_what_grows_too_much_is_noticed():
    long = "def long():\n" + "    pass\n" * FUNCTION_LINES
    wide = f"def wide({', '.join('abcdefg')}): ...\n"
    assert too_much(long) == ["long has 51 lines"]
    assert too_much(wide) == ["wide has 7 parameters"]
    assert too_much("pass\n" * 301) == ["the module has 301 lines"]
    assert too_much("raise NotImplementedError\n") == ["the word NotImplementedError is left"]


def test_every_module_is_looked_at():
    assert SOURCE / "backrub" / "domain" / "planner" / "planner.py" in MODULES
