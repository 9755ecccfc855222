"""What a name may be, and whose a device is."""

import pytest

from backrub.domain.errors import BadInput
from backrub.domain.home import LONGEST_NAME, Device, name_from


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Cheryl", "Cheryl"),
        ("  Žofie \n Łukasiewicz ", "Žofie Łukasiewicz"),
        ("x" * LONGEST_NAME,) * 2,
        ("李", "李"),
        ("क्\u200dष",) * 2,
    ],
)
def test_a_name_is_kept_on_one_line(said, kept):
    assert name_from(said) == kept


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("", "one letter is enough"),
        (" \t\n", "one letter is enough"),
        ("x" * (LONGEST_NAME + 1), "40 letters are the most"),
        ("Sc\x00tt", "cannot be shown"),
        ("Sc\u202ett", "cannot be shown"),
        ("\ud800", "cannot be shown"),
        ("\u200d\u200c", "cannot be shown"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_in_a_sentence(said, sentence):
    with pytest.raises(BadInput, match=sentence):
        name_from(said)


def test_a_device_is_shared_once_it_speaks_for_two():
    assert not Device("d", "h", ("a",), "a").is_shared
    assert Device("d", "h", ("a", "b"), None).is_shared
