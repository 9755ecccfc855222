"""The line of every place is found, in whatever way TOML or JSON lets it be written."""

import json

import pytest

from backrub.documents.evening_lines import lines_of

TOML = '''\
# [receiver] in a comment
format = 1 # minutes = 2
"minutes" = 25
words = """
oil = true
[giver]
a quote: \\""" and ""two"""""
"it's" = \'\'\'
position = "prone"\'\'\'\'
time = 1979-05-27 07:32:00
both.left."right.side" = [ 1,
  2, # three, 3
  [ 4,
    5 ], ]
empty = {}
giver = { name = "[Ben]", guess = { pressure = 'a"b' } }

[receiver]
avoid = [
  "neck:both",

  "scalp:left" ]

[[receiver.spots]]
where = "x"
[receiver.spots.more]
deep = 1
[[ receiver . spots ]]
where = "="
feel = ""
'''
LINES = {
    ("format",): 2,
    ("minutes",): 3,
    ("words",): 4,
    ("it's",): 8,
    ("time",): 10,
    ("both",): 11,
    ("both", "left"): 11,
    ("both", "left", "right.side"): 11,
    ("both", "left", "right.side", 0): 11,
    ("both", "left", "right.side", 1): 12,
    ("both", "left", "right.side", 2): 13,
    ("both", "left", "right.side", 2, 0): 13,
    ("both", "left", "right.side", 2, 1): 14,
    ("empty",): 15,
    ("giver",): 16,
    ("giver", "name"): 16,
    ("giver", "guess"): 16,
    ("giver", "guess", "pressure"): 16,
    ("receiver",): 18,
    ("receiver", "avoid"): 19,
    ("receiver", "avoid", 0): 20,
    ("receiver", "avoid", 1): 22,
    ("receiver", "spots"): 24,
    ("receiver", "spots", 0): 24,
    ("receiver", "spots", 0, "where"): 25,
    ("receiver", "spots", 0, "more"): 26,
    ("receiver", "spots", 0, "more", "deep"): 27,
    ("receiver", "spots", 1): 28,
    ("receiver", "spots", 1, "where"): 29,
    ("receiver", "spots", 1, "feel"): 30,
}


def test_every_place_of_a_toml_text_has_its_line():
    assert lines_of(TOML).of == LINES


@pytest.mark.parametrize("indent", [0, 2])
def test_every_place_of_a_json_text_has_its_line(indent):
    raw = {"a": [1, {"b": "]}"}, []], 'c"d': {"e": None, "f.g": {}}, "h": "\\"}
    places = {
        ("a",): 2,
        ("a", 0): 3,
        ("a", 1): 4,
        ("a", 1, "b"): 5,
        ("a", 2): 7,
        ('c"d',): 9,
        ('c"d', "e"): 10,
        ('c"d', "f.g"): 11,
        ("h",): 13,
    }
    assert lines_of(json.dumps(raw, indent=indent)).of == places


def test_a_key_on_another_line_than_its_colon_is_found():
    assert lines_of('{\n"a"\n:\n1,\n"b": 2}').of == {("a",): 2, ("b",): 5}


@pytest.mark.parametrize(
    ("key", "named"), [("'a.b'", "a.b"), ('"\\U0001F49B"', "\\U0001F49B"), ("a-b_1", "a-b_1")]
)
def test_a_key_of_toml_may_be_spelt_in_several_ways(key, named):
    assert lines_of(f"\n{key} = 1\nnext = 2").of == {(named,): 2, ("next",): 3}


def test_keys_written_twice_are_named_however_they_are_spelt():
    assert lines_of('{"a": {"b": 1, "\\u0062": 2}, "c": 1, "a": 3}').repeated == [("a", "b"), ("a",)]


def test_keys_of_different_tables_are_not_twice_the_same():
    assert lines_of('{"a": [{"b": 1}, {"b": 2}], "b": {"a": 3}}').repeated == []


def test_what_lies_too_deep_is_stepped_over_and_the_rest_is_found():
    deep = '{"a": ' * 8 + "[1, {}]" + "}" * 8
    found = lines_of(f'{{"deep": {deep},\n"after": 1}}').of
    assert found["after",] == 2
    assert max(map(len, found)) == 5
