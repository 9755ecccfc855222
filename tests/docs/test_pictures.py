"""The pictures of docs/ are drawn from the code."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = runpy.run_path(str(ROOT / "script" / "pictures"))


def test_the_picture_of_the_guide_is_current():
    written = (ROOT / "docs" / "pictures" / "guide.svg").read_text(encoding="utf-8")
    assert written == PICTURES["guide_picture"](), "run .venv/bin/python script/pictures"


def test_the_picture_needs_nothing_from_elsewhere():
    drawn = PICTURES["guide_picture"]().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in drawn
    assert "<script" not in drawn
