"""The golden vectors hold what Python computes today; the page's renderer is held to the same files."""

import msgspec
import pytest
from tests.golden.rebuild import EVENINGS, FOLDER, vectors

from backrub.documents.score_json import read_breakpoints, read_score
from backrub.domain.score.breakpoints import breakpoints
from backrub.domain.score.reflow import reflowed

MOST_BYTES = 200_000


@pytest.fixture(scope="module")
def kept():
    return {path.stem: path.read_bytes().strip() for path in FOLDER.glob("*.json")}


def parts(content):
    return {
        name: bytes(part) for name, part in msgspec.json.decode(content, type=dict[str, msgspec.Raw]).items()
    }


@pytest.mark.parametrize("name", EVENINGS)
def test_a_golden_score_gives_its_golden_breakpoints(kept, name):
    golden = parts(kept[name])
    assert breakpoints(read_score(golden["score"])) == read_breakpoints(golden["breakpoints"])


def test_the_golden_change_gives_its_golden_breakpoints(kept):
    golden = parts(kept["reflow"])
    past, fresh = (breakpoints(read_score(golden[name])) for name in ("past", "fresh"))
    assert reflowed(past, fresh, float(golden["at_s"])) == read_breakpoints(golden["breakpoints"])


def test_the_golden_files_are_of_today(kept):
    today = vectors()
    stale = [name for name, content in today.items() if kept.get(name) != content]
    assert stale == [], "rebuild with: python -m tests.golden.rebuild"
    assert set(kept) == set(today)


def test_the_golden_files_are_small_and_show_every_touch_on_every_side(kept):
    assert sum(map(len, kept.values())) <= MOST_BYTES
    sweeps = [
        sweep
        for name in EVENINGS
        for step in read_score(parts(kept[name])["score"]).steps
        for sweep in step.sweeps
    ]
    assert {sweep.touch for sweep in sweeps} == {"glide", "round", "rest"}
    assert {sweep.side for sweep in sweeps} == {"left", "right", "both"}
