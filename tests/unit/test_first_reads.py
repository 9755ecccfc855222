"""Two threads that meet a type first end the process (msgspec, decision 22); so types are whole before threads run."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st
from tests.strategies import briefs, plans

from backrub.domain.session.events import SessionBegan
from backrub.storage.tables.codec import encode

SOURCE = Path(__file__).parents[2] / "src" / "backrub"
CONVERTS = {
    "atlas/authored.py",  # one at a time
    "content/rows.py",  # one at a time
    "documents/evening_file.py",  # only a terminal reads one
    "storage/tables/codec.py",  # its types are made ready as it loads
}
AT_ONCE = """
import sys, threading
{before}
together = threading.Barrier(4)
def reads():
    together.wait()
    for _ in range(3):
        {read}
threads = [threading.Thread(target=reads) for _ in range(4)]
sys.setswitchinterval(1e-6)
for one in threads: one.start()
for one in threads: one.join()
"""
TIMES = 4


def began():
    event = st.builds(SessionBegan, brief=briefs, plan=plans.filter(lambda plan: plan.steps))
    phases = settings(phases=[Phase.generate], database=None, derandomize=True)
    return encode(find(event, lambda _: True, settings=phases))


READS = {
    "an event": (
        "from backrub.storage.tables.codec import Written, decode",
        f"decode({began()!r}, where='here')",
    ),
    "answers": ("from backrub.documents.check_in_answers import read_answers", "read_answers('{}')"),
    "a keepsake": (
        "from backrub.documents.shelf_json import read_ratings",
        """read_ratings('{"format": 1, "ratings": {"oil": {"again": "gladly", "shared": true}}}')""",
    ),
    "the catalogue": (
        "from backrub.content.loader import load_catalogue",
        "getattr(load_catalogue, '__wrapped__', load_catalogue)()",
    ),
    "what is drawn": (
        "from backrub.atlas.maps import load_drawn; from backrub.domain.body_map import Body",
        "load_drawn.__wrapped__(next(iter(Body)))",
    ),
    "what is authored": ("from backrub.atlas.anatomy import load_anatomy", "load_anatomy.__wrapped__()"),
}


@pytest.mark.parametrize(("before", "read"), READS.values(), ids=READS)
def test_threads_that_read_something_first_at_once_all_read_it(before, read):
    program = AT_ONCE.format(before=before, read=read)
    for _ in range(TIMES):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_nothing_names_a_type_only_as_it_reads():
    found = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= {(str(path.relative_to(SOURCE)), way) for way in named_while_reading(ast.parse(text))}
    assert found == {(path, "convert") for path in CONVERTS}


def named_while_reading(module):
    """Yield how a module names a type to msgspec as it reads with it."""
    for node in ast.walk(module):
        match node:
            case ast.Attribute(value=ast.Name(id="msgspec"), attr="convert"):
                yield "convert"
            case ast.Call(func=ast.Attribute(attr="decode"), keywords=[ast.keyword(arg="type")]):
                yield "decode"
