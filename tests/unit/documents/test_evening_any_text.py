"""Whatever the bytes, reading them ends in an evening or in one sentence, never in a traceback."""

import json
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.evenings import evenings

from backrub.documents.evening_file import read_evening, read_evening_text
from backrub.domain.check_in import Evening
from backrub.domain.errors import BadInput

KNOWN_HEALTH = ("sunburn", "bruise", "pregnancy", "tender_thumbs")
TOML = """\
format = 1
minutes = 25
position = "prone" # face down
clothed = false
[receiver]
name = "Cheryl"
avoid = ["neck:both", 'scalp:left']
health = ["sunburn@shoulder_top:left"]
[[receiver.spots]]
where = "between_blades:left"
feel = "knot"
tension = 7
[giver]
name = "Scott"
guess = { pressure = "light" }
"""
JSON = json.dumps(
    {
        "format": 1,
        "minutes": 25,
        "position": "prone",
        "receiver": {"name": "Cheryl", "spots": [{"where": "neck:both", "feel": "knot", "tension": 7}]},
        "giver": {"name": "Scott", "health": ["tender_thumbs"], "guess": {"pressure": "light"}},
    },
    indent=1,
)
SCRAPS = [
    *"[]{}\"=.,:#\\\n\r\0'@-",
    '"""',
    "'''",
    "[[",
    "\\ud800",
    "\ud800",
    "\u2028",
    "1e999",
    "nan",
    "0x",
    "NaN",
]
SCRAPS += [
    "null",
    "true",
    "1979-05-27 07:32:00",
    "a.b.c",
    "a.a." * 40,
    "{" * 600,
    "[" * 600,
    "9" * 4400,
    "é",
    "💛",
]
SCRAPS += [
    "neck:left",
    "both",
    "format",
    "receiver",
    "minutes = 5\n",
    '"minutes": 5,',
    "[receiver.spots.x]\n",
]


def outcome(text: str, form: str) -> Evening | str:
    try:
        return read_evening_text(text, name="evening", format=form, known_health=KNOWN_HEALTH)
    except BadInput as refused:
        return str(refused)


def is_evening_or_sentence(read: Evening | str) -> bool:
    if isinstance(read, Evening):
        return True
    return read.startswith("evening") and read.endswith(".") and len(read) <= 300 and read.isprintable()


@st.composite
def changed(draw: st.DrawFn, text: str) -> str:
    """Draw a valid file with a few pieces replaced by scraps of syntax."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(start + 30, len(text))))
        text = text[:start] + draw(st.sampled_from(SCRAPS) | st.text(max_size=5)) + text[end:]
    return text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(changed(TOML))
@settings(max_examples=600)
@example(TOML)
def test_changed_toml_is_an_evening_or_a_sentence(text):
    assert is_evening_or_sentence(outcome(text, "toml"))


@given(changed(JSON))
@settings(max_examples=600)
@example(JSON)
def test_changed_json_is_an_evening_or_a_sentence(text):
    assert is_evening_or_sentence(outcome(text, "json"))


@given(
    st.sampled_from(["format", "minutes", "position", "surface", "oil", "receiver", "giver"]),
    st.sampled_from(
        [None, "name", "state", "avoid", "health", "spots", "guess", "tonight", "pressure", "oddity"]
    ),
    json_values,
)
@settings(max_examples=600)
def test_any_value_anywhere_is_an_evening_or_a_sentence(key, inner, value):
    raw = json.loads(JSON)
    if inner is not None and isinstance(raw.get(key), dict):
        raw[key][inner] = value
    else:
        raw[key] = value
    assert is_evening_or_sentence(outcome(json.dumps(raw), "json"))


@given(st.text(st.characters(codec=None), max_size=200), st.sampled_from(["toml", "json"]))
def test_any_text_is_a_sentence(text, form):
    assert isinstance(outcome(text, form), str)
    assert is_evening_or_sentence(outcome(text, form))


@given(st.binary(max_size=300), st.sampled_from([".toml", ".json", "", ".txt"]))
def test_any_bytes_are_a_sentence(tmp_path_factory, data, suffix):
    path = tmp_path_factory.getbasetemp() / f"evening{suffix}"
    path.write_bytes(data)
    try:
        read = read_evening(path, KNOWN_HEALTH)
    except BadInput as refused:
        read = str(refused)
    assert isinstance(read, str)
    assert read.endswith(".")
    assert len(read) <= 300


@given(evenings())
def test_every_evening_that_makes_sense_is_read(raw):
    known = {
        answer.partition("@")[0]
        for who in ("receiver", "giver")
        for answer in raw.get(who, {}).get("health", ())
    }
    read = read_evening_text(json.dumps(raw), name=str(Path("evening")), format="json", known_health=known)
    assert read.frame.minutes == raw["minutes"]
    assert read.receiver.name == raw["receiver"]["name"]
