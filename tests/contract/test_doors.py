"""What every keeper of tries and shown links promises, whatever it is made of."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from backrub.domain.errors import NotAllowed
from backrub.domain.home import Device, Person

CHERYL = Person("p1", "h1", "Cheryl")
HERS = Device("d1", "h1", ("p1",), holder="p1")
WINDOW_MS = 1000


@pytest.fixture
def lived_in(kept):
    kept.people.add_home("h1", CHERYL, HERS, b"token of hers")
    return kept


def take(kept, key=b"a", *, most=2, now_ms=5000):
    return kept.throttle.take(key, most=most, window_ms=WINDOW_MS, now_ms=now_ms)


def test_each_key_is_counted_alone_in_a_sliding_time(kept):
    assert [take(kept) for _ in range(3)] == [True, True, False]
    assert take(kept, b"b")
    assert not take(kept, now_ms=5000 + WINDOW_MS - 1)
    assert take(kept, now_ms=5000 + WINDOW_MS)


def test_a_try_that_is_given_back_may_be_taken_again(kept):
    assert take(kept, most=1)
    kept.throttle.give_back(b"a")
    kept.throttle.give_back(b"never taken")
    assert [take(kept, most=1) for _ in range(2)] == [True, False]


def test_of_many_tries_at_once_no_more_than_allowed_pass(kept):
    with ThreadPoolExecutor(8) as threads:
        passed = list(threads.map(lambda _: take(kept, most=5), range(16)))
    assert sum(passed) == 5


def test_what_counts_no_more_is_swept_and_what_counts_stays(kept):
    take(kept, b"late", most=1, now_ms=9_500)
    for number in range(100):
        assert take(kept, b"%d" % number, now_ms=10_000)
    assert not take(kept, b"late", most=1, now_ms=10_000)


def test_a_link_is_shown_until_another_is_or_it_is_put_away(lived_in):
    links = lived_in.links
    assert links.shown("d1") is None
    links.show("d1", "h1", "first")
    links.show("h1", "h1", "of the home")
    links.show("d1", "h1", "second")
    assert (links.shown("d1"), links.shown("h1")) == ("second", "of the home")
    links.put_away("d1")
    links.put_away("nowhere")
    assert (links.shown("d1"), links.shown("h1")) == (None, "of the home")


def test_homes_are_counted_however_many_live_in_them(lived_in):
    lived_in.people.add_person(Person("p2", "h1", "Scott"))
    assert lived_in.people.count_homes() == 1
    lived_in.people.add_home("h2", Person("p3", "h2", "Cheryl"), Device("d3", "h2", ("p3",), "p3"), b"t")
    assert lived_in.people.count_homes() == 2


def test_a_home_takes_nobody_beyond_those_it_is_for(lived_in):
    def come(number):
        try:
            lived_in.people.add_person(Person(f"n{number}", "h1", f"N{number}"), most=2)
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        came = list(threads.map(come, range(6)))
    assert sum(came) == 1
    assert len(lived_in.people.people("h1")) == 2
