"""What someone changed, and what is carried, survive being written; anything else is refused in a sentence."""

import pytest

from backrub.application.carry_taste import Carried, Covered, Progress
from backrub.application.learn_taste import EditKind, TasteEdit
from backrub.documents.taste_json import read_carried, read_edits, write_carried, write_edits
from backrub.domain.back import SiteSide
from backrub.domain.preferences import Taste, UnreadableTaste

EDITS = (
    TasteEdit(5, SiteSide.NECK_LEFT, EditKind.SET, level=2.5),
    TasteEdit(6, SiteSide.NECK_LEFT, EditKind.SET, speed_cm_s=3.0),
    TasteEdit(7, None, EditKind.FORGET),
)
CARRIED = Carried((Covered("night-1", 5, Progress.CLOSED),), EDITS, Taste().to_json())


def test_changes_come_back_as_they_were():
    assert read_edits(write_edits(EDITS)) == EDITS
    assert read_edits(write_edits(())) == ()


def test_what_is_carried_comes_back_as_it_was():
    assert read_carried(write_carried(CARRIED)) == CARRIED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{}",
        '[{"at_ms":-1,"kind":"forget"}]',
        '[{"at_ms":1,"kind":"set","where":"knee:left","level":2}]',
        '[{"at_ms":1,"kind":"set","where":"neck:left","level":7}]',
        '[{"at_ms":1,"kind":"set","where":"neck:left","speed_cm_s":0}]',
        '[{"at_ms":1,"kind":"set","mood":"low"}]',
        '[{"at_ms":1,"kind":"love"}]',
    ],
)
def test_damaged_changes_are_refused_in_a_sentence(text):
    with pytest.raises(UnreadableTaste, match="cannot be read; it is left out for now"):
        read_edits(text)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version":1}', '{"version":"1"}', write_carried(CARRIED)[:-9]]
)
def test_a_damaged_carried_taste_is_refused(text):
    with pytest.raises(UnreadableTaste, match="damaged"):
        read_carried(text)


def test_a_newer_carried_taste_is_refused_by_its_version_alone():
    with pytest.raises(UnreadableTaste, match="version 2"):
        read_carried('{"version":2,"soul":[]}')
