"""Every route is known to the tests of this folder; one that is not says here what to add."""

import pytest

from backrub.web.app import create_app
from tests.break_in.ways import FOR_ANYONE, FOR_THE_HOST, FORMS, IDS, IN_JSON, WORDS, ways_of
from tests.web_house import memory_house

WAYS = ways_of(create_app(memory_house()))


@pytest.mark.parametrize("name", sorted({name for way in WAYS for name in way.parameters}))
def test_what_a_path_names_has_a_sample(name):
    assert (name in IDS) != (name in WORDS), (
        f"add {name} to IDS in ways.py if it belongs to a home, else to WORDS"
    )


def test_what_is_sent_to_every_form_is_known():
    forms = {way.path for way in WAYS if way.method == "POST" and way.is_there}
    assert forms - FORMS.keys() == set(), "add what its page sends to FORMS in ways.py"
    assert FORMS.keys() - forms == set(), "take what is no form any more out of FORMS in ways.py"


def test_the_tables_name_nothing_that_is_gone():
    assert (FOR_ANYONE | FOR_THE_HOST | IN_JSON) - {way.path for way in WAYS} == set()
    assert (IDS.keys() | WORDS.keys()) - {name for way in WAYS for name in way.parameters} == set()
