"""The changelog opens with what is not yet released and names the version that is here."""

import re
from pathlib import Path

from backrub import __version__

CHANGELOG = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^## \[(.+?)\]", CHANGELOG, re.MULTILINE)
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_what_is_not_released_comes_first():
    assert SECTIONS[0] == "Unreleased"


def test_the_version_here_is_the_newest_one_written_about():
    assert SECTIONS[1] == __version__


def test_changes_are_told_by_kind():
    assert set(re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE)) <= KINDS
