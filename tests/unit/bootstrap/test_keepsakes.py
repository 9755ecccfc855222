"""What is kept is read kindly and changed by one at a time; what is damaged is put aside, never lost."""

import pytest
from msgspec.json import Decoder
from tests.fakes import MemoryKeepsakes

from backrub.application.home_ports import Keepsake
from backrub.bootstrap.keepsakes import Form, Held, change_held, held
from backrub.documents.keepsake_json import UnreadableKeepsake, read_kept, write_kept
from backrub.domain.errors import SequenceConflict

_READ = Decoder(int)
COUNT: Form[int] = Form(
    "count", lambda text: read_kept(text, _READ, what="The count"), write_kept, empty=0, damaged=-1
)
UNREADABLE = "The count cannot be read; it begins anew, and the old text is put aside."


class Busy(MemoryKeepsakes):
    """Keep texts in a home where someone else is quicker, a number of times."""

    def __init__(self, times):
        super().__init__()
        self.times = times

    def keep(self, owner_id, kept):
        if self.times:
            self.times -= 1
            super().keep(owner_id, Keepsake(kept.name, "100", kept.version))
        return super().keep(owner_id, kept)


def test_before_anyone_keeps_something_it_is_empty():
    assert held(MemoryKeepsakes(), "me", COUNT) == Held(0)


def test_a_change_is_kept():
    keepsakes = MemoryKeepsakes()
    assert change_held(keepsakes, "me", COUNT, lambda count: count + 1) == 1
    assert change_held(keepsakes, "me", COUNT, lambda count: count + 1) == 2
    assert held(keepsakes, "me", COUNT) == Held(2)
    assert held(keepsakes, "you", COUNT) == Held(0)


def test_no_change_keeps_no_new_version():
    keepsakes = MemoryKeepsakes()
    for _ in range(2):
        change_held(keepsakes, "me", COUNT, lambda _: 5)
    assert keepsakes.keepsake("me", "count").version == 1


@pytest.mark.parametrize("text", ["{", '"one"', "", "\udcff"])
def test_what_is_damaged_is_said_put_aside_and_begins_anew(text):
    keepsakes = MemoryKeepsakes()
    keepsakes.keep("me", Keepsake("count", text))
    assert held(keepsakes, "me", COUNT) == Held(-1, UNREADABLE)
    assert change_held(keepsakes, "me", COUNT, lambda count: count + 1) == 1
    assert held(keepsakes, "me", COUNT) == Held(1)
    assert keepsakes.keepsake("me", "count-put-aside-1").text == text


def test_who_comes_second_looks_again():
    keepsakes = Busy(times=2)
    assert change_held(keepsakes, "me", COUNT, lambda count: count + 1) == 101


def test_after_many_tries_it_gives_up_and_says_so():
    with pytest.raises(SequenceConflict):
        change_held(Busy(times=99), "me", COUNT, lambda count: count + 1)


def test_a_refused_change_changes_nothing():
    keepsakes = MemoryKeepsakes()

    def refuse(_):
        raise UnreadableKeepsake("No.")

    with pytest.raises(UnreadableKeepsake):
        change_held(keepsakes, "me", COUNT, refuse)
    assert keepsakes.keepsakes("me") == []
