"""What cannot be used is refused in one sentence: the file, the line, the place and what is allowed."""

# ruff: noqa: E501  (a case reads best on a line of its own)

from pathlib import Path

import pytest

from backrub.documents.evening_file import read_evening, read_evening_text
from backrub.domain.errors import BadInput

KNOWN_HEALTH = ("sunburn", "bruise", "pregnancy", "tender_thumbs")
WHERE = (
    "SITE:left, :right or :both, SITE being scalp, skull_base, neck, shoulder_top, shoulder_blade, "
    "between_blades, mid_back, low_back or hip_rim"
)
HEALTH = "KEY or KEY@SITE:SIDE, SIDE being left, right or both, SITE being" + WHERE.partition("being")[2]
NESTED = "it is nested too deeply; an evening file has spots in receiver and guess in giver, nothing deeper"

EVENING = """\
format = 1
minutes = 25
position = "prone"
clothed = false
oil = true

[receiver]
name = "Cheryl"
avoid = [
    "scalp:left",
    "neck:both",
]
ticklish = ["low_back:left"]
ticklish_how = "skip"
health = ["sunburn@shoulder_top:left"]

[[receiver.spots]]
where = "between_blades:left"
feel = "knot"
tension = 7

[[receiver.spots]]
where = "hip_rim:right"
feel = "ache"

[giver]
name = "Scott"
guess = { pressure = "light" }
"""
SPOT = 'where = "hip_rim:right"'

CHANGES = [
    # (what is changed, to what, the sentence after the file's name)
    ("format = 1", "", ", format: this is missing; give 1."),
    ("format = 1", "format = 2", ", line 1, format: 2 is not a format read here; give 1."),
    ("format = 1", "format = true", ", line 1, format: true is not a format read here; give 1."),
    ("format = 1", 'format = "1"', ', line 1, format: "1" is not a format read here; give 1.'),
    ("format = 1", "format = 1.0", ", line 1, format: 1.0 is not allowed; give 1."),
    ("minutes = 25", "", ", minutes: this is missing; give a whole number from 5 to 60."),
    ("= 25", "= 4", ", line 2, minutes: 4 is not allowed; give a whole number from 5 to 60."),
    ("= 25", "= 61", ", line 2, minutes: 61 is not allowed; give a whole number from 5 to 60."),
    ("= 25", "= 25.5", ", line 2, minutes: 25.5 is not allowed; give a whole number from 5 to 60."),
    ("= 25", "= true", ", line 2, minutes: true is not allowed; give a whole number from 5 to 60."),
    ("= 25", "= nan", ", line 2, minutes: nan is not allowed; give a whole number from 5 to 60."),
    ("= 25", "= inf", ", line 2, minutes: inf is not allowed; give a whole number from 5 to 60."),
    ("= 25", '= "25"', ', line 2, minutes: "25" is not allowed; give a whole number from 5 to 60.'),
    (
        'name = "Cheryl"',
        'name = "Cheryl"\nkinds = ["knead"]',
        (
            ', line 9, receiver.kinds[0]: "knead" is not allowed; give gliding, kneading, leaning or circling; '
            "the nearest is kneading."
        ),
    ),
    ("= 25", "= [25]", ", line 2, minutes: a list is not allowed; give a whole number from 5 to 60."),
    ("= 25", "= {}", ", line 2, minutes: a table is not allowed; give a whole number from 5 to 60."),
    (
        "= 25",
        "= 20:00:00",
        ", line 2, minutes: a date or time is not allowed; give a whole number from 5 to 60.",
    ),
    (
        "= 25",
        f"= 0x{'f' * 5000}",
        ", line 2, minutes: so large a number is not allowed; give a whole number from 5 to 60.",
    ),
    ("= 25", f"= {'9' * 5000}", ": it holds a number of too many digits; no number here is above 60."),
    ("minutes = 25", "minuts = 25", ", line 2, minuts: there is no such key; the nearest is minutes."),
    (
        "minutes = 25",
        "minutes = 25\nwine = true",
        (
            ", line 3, wine: there is no such key; the keys are format, minutes, position, surface, clothed, oil, "
            "cradle, receiver and giver."
        ),
    ),
    (
        'name = "Scott"',
        "cradle = true",
        ", line 27, giver.cradle: cradle is about the whole evening; write it before receiver and giver.",
    ),
    (
        '"prone"',
        '"pron"',
        ', line 3, position: "pron" is not allowed; give seated, prone or side_lying; the nearest is prone.',
    ),
    ('"prone"', '"upside"', ', line 3, position: "upside" is not allowed; give seated, prone or side_lying.'),
    ("oil = true", 'oil = "yes"', ', line 5, oil: "yes" is not allowed; give true or false.'),
    (
        'position = "prone"',
        'surface = "table"',
        ", line 3, surface: table does not go with position seated; give chair, bed or floor.",
    ),
    (
        "clothed = false",
        "clothed = true",
        ", line 5, oil: oil needs bare skin, but clothed on line 4 is true; set it to false or leave oil out.",
    ),
    (
        "clothed = false",
        "",
        ", line 5, oil: oil needs bare skin, but clothed is true; set it to false or leave oil out.",
    ),
    ("[receiver]", "[reciever]", ", line 7, reciever: there is no such key; the nearest is receiver."),
    ('"Cheryl"', '""', ', line 8, receiver.name: "" is not allowed; give text of 1 to 40 characters.'),
    (
        '"Cheryl"',
        f'"{"C" * 41}"',
        f', line 8, receiver.name: "{"C" * 21}…" is not allowed; give text of 1 to 40 characters.',
    ),
    ('"Cheryl"', "7", ", line 8, receiver.name: 7 is not allowed; give text of 1 to 40 characters."),
    (
        '"Cheryl"',
        '"  "',
        ', line 8, receiver.name: "  " is not a name; give 1 to 40 characters that can be seen, on one line.',
    ),
    (
        '"Cheryl"',
        '"\\u200d"',
        ', line 8, receiver.name: "\ufffd" is not a name; give 1 to 40 characters that can be seen, on one line.',
    ),
    (
        '"Cheryl"',
        '"Che\\nryl"',
        ', line 8, receiver.name: "Che\ufffdryl" is not a name; give 1 to 40 characters that can be seen, on one line.',
    ),
    (
        '"Scott"',
        '"CHERYL "',
        ', line 27, giver.name: "CHERYL" is also receiver.name on line 8; give two different names.',
    ),
    (
        '"Cheryl"',
        '"Cheryl"\npressure = "strong"',
        ', line 9, receiver.pressure: "strong" is not allowed; give feather, light, medium, firm or deep.',
    ),
    (
        '"Cheryl"',
        '"Cheryl"\nstate = ["angry", "hungry"]',
        (
            ', line 9, receiver.state[1]: "hungry" is not allowed; give angry, undeserving, hard_to_receive or '
            "hard_to_give; the nearest is angry."
        ),
    ),
    (
        '"neck:both"',
        '"nek:both"',
        f', line 11, receiver.avoid[1]: "nek:both" is not allowed; give {WHERE}; the nearest is neck:both.',
    ),
    ('"neck:both"', '"head"', f', line 11, receiver.avoid[1]: "head" is not allowed; give {WHERE}.'),
    (
        '["low_back:left"]',
        "3",
        f", line 13, receiver.ticklish: 3 is not allowed; give a list; an item is {WHERE}.",
    ),
    (
        '"low_back:left"',
        '"low_back:left\\n"',
        (
            f', line 13, receiver.ticklish[0]: "low_back:left\ufffd" is not allowed; give {WHERE}; '
            "the nearest is low_back:left."
        ),
    ),
    (
        '"sunburn@',
        '"sunbrn@',
        ', line 15, receiver.health[0]: "sunbrn" is not a known health answer; the nearest is sunburn.',
    ),
    (
        '"sunburn@',
        '"qualms@',
        (
            ', line 15, receiver.health[0]: "qualms" is not a known health answer; '
            "`backrub catalogue safety` lists them all."
        ),
    ),
    (
        "@shoulder_top:left",
        "@shoulder_top",
        f', line 15, receiver.health[0]: "sunburn@shoulder_top" is not allowed; give {HEALTH}.',
    ),
    ("@shoulder_top:left", "@", f', line 15, receiver.health[0]: "sunburn@" is not allowed; give {HEALTH}.'),
    (
        SPOT,
        'where = "hip:right"',
        (
            f', line 23, receiver.spots[1].where: "hip:right" is not allowed; give {WHERE}; '
            "the nearest is hip_rim:right."
        ),
    ),
    (
        SPOT,
        'where = "neck:right"',
        (
            ", line 23, receiver.spots[1].where: neck:right is to be left out by receiver.avoid[1] on line 11; "
            "keep one of the two."
        ),
    ),
    (
        SPOT,
        'where = "low_back:both"',
        (
            ", line 23, receiver.spots[1].where: low_back:left is to be left out by receiver.ticklish[0] on line 13; "
            "keep one of the two."
        ),
    ),
    (
        SPOT,
        'where = "between_blades:both"',
        (
            ", line 23, receiver.spots[1].where: between_blades:left is asked for twice, also by "
            "receiver.spots[0].where on line 18; keep one of the two."
        ),
    ),
    (
        '"ache"',
        '"sore"',
        ', line 24, receiver.spots[1].feel: "sore" is not allowed; give knot, ache or tight.',
    ),
    ('feel = "ache"', "", ", line 22, receiver.spots[1].feel: this is missing; give knot, ache or tight."),
    (
        "= 7",
        "= 11",
        ", line 20, receiver.spots[0].tension: 11 is not allowed; give a whole number from 0 to 10.",
    ),
    (
        "= 7",
        "= -1",
        ", line 20, receiver.spots[0].tension: -1 is not allowed; give a whole number from 0 to 10.",
    ),
    (
        '{ pressure = "light" }',
        '"light"',
        ', line 28, giver.guess: "light" is not allowed; give a table with pressure.',
    ),
    (
        '"light"',
        '"lihgt"',
        ', line 28, giver.guess.pressure: "lihgt" is not allowed; give feather, light, medium, firm or deep; the nearest is light.',
    ),
    (
        "oil = true",
        "oil = true\noil = true",
        ", line 6, column 11: this key or table is written twice; keep one of the two.",
    ),
    (
        "[giver]",
        "[receiver]",
        ", line 26, column 10: this key or table is written twice; keep one of the two.",
    ),
    (
        "oil = true",
        "oil true",
        ", line 5, column 5: this is not TOML (expected '=' after a key in a key/value pair).",
    ),
    ("oil = true", "oil = \0", ", line 5, column 7: this is not TOML ("),
    ('guess = { pressure = "light" }', "guess = [", ", line 28: this is not TOML ("),
    ("oil = true", f"oil = {'[' * 20_000}", f": {NESTED}."),
    ("oil = true", f"{'.'.join('a' * 30_000)} = 1", f": {NESTED}."),
    ("oil = true", '"a" . ' * 9_000 + "oil = true", f": {NESTED}."),
]

JSON_TEXTS = [
    ("[1]", ': an evening in JSON is an object; begin with {"format": 1, "minutes": 15.'),
    ("null", ': an evening in JSON is an object; begin with {"format": 1, "minutes": 15.'),
    ('{"format": 1,\n "minutes": }', ", line 2, column 13: this is not JSON ("),
    ('{"format": 1, "minutes": 9', ", line 1, column 27: this is not JSON ("),
    ("[" * 60_000, f": {NESTED}."),
    ('{"a":' * 12_000, f": {NESTED}."),
    (
        '{"format": 1, "minutes": 9,\n "min\\u0075tes": 10, "receiver": {}}',
        ", line 1, minutes: this key is written twice; keep one of the two.",
    ),
    (
        '{"format": 1,\n "minutes": NaN, "receiver": {}}',
        ", line 2, minutes: nan is not allowed; give a whole number from 5 to 60.",
    ),
    (
        '{"format": 1, "minutes": 9, "receiver":\n {"health": null}}',
        f", line 2, receiver.health: null is not allowed; give a list; an item is {HEALTH}.",
    ),
    (
        '{"format": 1, "minutes": 9, "receiver":\n {"avoid": ["neck:left"],\n "spots": [\n {"where": "neck:both", "feel": "ache"}]}}',
        (
            ", line 4, receiver.spots[0].where: neck:left is to be left out by receiver.avoid[0] on line 2; "
            "keep one of the two."
        ),
    ),
    (
        '{"format": 1, "minutes": 9, "position": "\\ud800", "receiver": {}}',
        ": it holds half a character (\\ud800 to \\udfff); write it whole.",
    ),
    ('{"format": 1, "minutes": 9, "\\ud800": 1}', None),
]


def refused(text: str, form: str = "toml") -> str:
    with pytest.raises(BadInput) as caught:
        read_evening_text(text, name="evening.toml", format=form, known_health=KNOWN_HEALTH)
    return str(caught.value)


def agrees(said: str, sentence: str) -> bool:
    """Compare whole sentences, but for what the parsers of different Pythons put in brackets."""
    return said.startswith(sentence) and said.endswith(").") if sentence.endswith("(") else said == sentence


def is_one_sentence(text: str) -> bool:
    return text.endswith(".") and len(text) <= 300 and text.isprintable()


def test_the_evening_is_fine_before_anything_is_changed():
    assert read_evening_text(EVENING, name="", format="toml", known_health=KNOWN_HEALTH).frame.minutes == 25


@pytest.mark.parametrize(("old", "new", "sentence"), CHANGES, ids=lambda text: text[:40])
def test_toml_that_cannot_be_used_is_refused_in_one_sentence(old, new, sentence):
    assert old in EVENING
    said = refused(EVENING.replace(old, new))
    assert agrees(said, f"evening.toml{sentence}")
    assert is_one_sentence(said)


@pytest.mark.parametrize(
    ("text", "sentence"), [case for case in JSON_TEXTS if case[1]], ids=lambda text: text[:40]
)
def test_json_that_cannot_be_used_is_refused_in_one_sentence(text, sentence):
    said = refused(text, "json")
    assert agrees(said, f"evening.toml{sentence}")
    assert is_one_sentence(said)


def test_a_key_that_is_half_a_character_is_shown_as_a_mark():
    said = refused('{"format": 1, "minutes": 9, "\\ud800": 1}', "json")
    assert said.startswith("evening.toml, line 1, \ufffd: there is no such key; the keys are format,")


def test_the_giver_without_a_name_may_not_share_the_receivers():
    text = 'format = 1\nminutes = 9\n[receiver]\nname = "The Giver"'
    assert refused(text) == (
        'evening.toml, giver.name: "the giver" is also receiver.name on line 4; give two different names.'
    )


def test_the_longest_sentence_is_still_short():
    many = '[[receiver.spots]]\nwhere = "neck:left"\nfeel = "knot"\n' * 1200
    text = f'format = 1\nminutes = 9\n[receiver]\n{many}[[receiver.spots]]\nfeel = "knot"\nwhere = "between_bladess:righttt"\n'
    with pytest.raises(BadInput) as caught:
        read_evening_text(text, name="x" * 500, format="toml", known_health=KNOWN_HEALTH)
    assert "spots[1200].where" in str(caught.value)
    assert "the nearest is between_blades:right" in str(caught.value)
    assert is_one_sentence(str(caught.value))


FILES = [
    ("empty.toml", b"", "empty.toml: this is empty; an evening begins with format = 1 and minutes."),
    ("blank.json", b" \n\n", "blank.json: this is empty; an evening begins with format = 1 and minutes."),
    ("big.toml", b"#" * 65_537, "big.toml: this is larger than the 65,536 bytes an evening file may have."),
    (
        "latin.toml",
        b"format = 1\n# caf\xe9\n",
        "latin.toml, line 2: this byte is not UTF-8; save the file as UTF-8.",
    ),
    (
        "utf16.toml",
        "format = 1".encode("utf-16"),
        "utf16.toml, line 1: this byte is not UTF-8; save the file as UTF-8.",
    ),
    (
        "odd.txt",
        b"hello",
        "odd.txt, line 1: this is not TOML (expected '=' after a key in a key/value pair).",
    ),
    (
        "odd.txt",
        b"{hello",
        "odd.txt, line 1, column 2: this is not JSON (",
    ),
]


def file_refused(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_evening(path, KNOWN_HEALTH)
    assert is_one_sentence(str(caught.value))
    return str(caught.value)


@pytest.mark.parametrize(("name", "data", "sentence"), FILES)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(tmp_path, monkeypatch, name, data, sentence):
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    assert agrees(file_refused(Path(name)), sentence)


def test_a_missing_file_is_refused():
    assert file_refused(Path("nowhere.toml")) == (
        "nowhere.toml: there is no such file; name an evening file in TOML or JSON."
    )


def test_a_directory_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("evenings").mkdir()
    assert (
        file_refused(Path("evenings"))
        == "evenings: this is a directory; name an evening file in TOML or JSON."
    )


def test_a_name_with_a_nul_is_refused():
    assert file_refused(Path("a\0b.toml")) == (
        "a\ufffdb.toml: this cannot be read (its name cannot be used); name an evening file in TOML or JSON."
    )


def test_a_file_below_a_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("note").write_text("")
    assert file_refused(Path("note/evening.toml")) == (
        "note/evening.toml: this cannot be read (not a directory); name an evening file in TOML or JSON."
    )


class LockedPath(type(Path())):
    """A path that may not be opened, whoever asks."""

    def open(self, *_args, **_kwargs):
        raise PermissionError(13, "Permission denied")


def test_a_file_that_may_not_be_read_is_refused():
    assert file_refused(LockedPath("private.toml")) == (
        "private.toml: this cannot be read (permission denied); name an evening file in TOML or JSON."
    )


def test_a_long_path_shows_its_end():
    said = file_refused(Path("/nowhere") / ("deep" * 20) / "evening.toml")
    assert said.startswith("…")
    assert "/evening.toml: there is no such file" in said
