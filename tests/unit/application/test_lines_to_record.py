"""What a person reads aloud: every spoken line once, in pieces where places and strokes vary."""

import re

from backrub.application.lines_to_record import lines_to_record
from backrub.content.loader import load_catalogue

LINES = lines_to_record(load_catalogue())
TEXTS = [line.text for line in LINES]


def test_every_clip_has_a_name_of_its_own_that_is_safe_for_a_file():
    names = [line.id for line in LINES]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_.-]*", name) for name in names)


def test_nothing_is_read_twice():
    assert len(TEXTS) == len({text.lower() for text in TEXTS})


def test_no_slot_is_left_and_every_line_opens_with_a_capital():
    assert all("{" not in text and text[:1].isupper() for text in TEXTS)


def test_a_line_without_a_place_is_read_whole_under_its_key():
    assert {"turn_head", "relay.stopped", "close.end", "sign.watch"} <= {line.id for line in LINES}


def test_names_of_people_are_never_read():
    assert not any(line.id.startswith(("heard", "stand", "brief", "reason", "why")) for line in LINES)


def test_an_evening_of_reading_is_enough():
    assert 100 < len(LINES) < 250
