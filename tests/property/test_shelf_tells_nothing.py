"""Shelf and rhythm: what one keeps private changes no byte of the other's, and nothing tells whose list it is."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.home_of_two import CHERYL, HOME, NIGHT, PAGES, SCOTT, Evening, HomeOfTwo, answers_from

from backrub.application.home_ports import Private, PrivateNote
from backrub.bootstrap.rhythm import name_feed, open_feed, tick_times
from backrub.bootstrap.shelf import leave_out, put_up, rate
from backrub.content.shelf import load_shelf_rows
from backrub.documents.shelf_json import Tried, write_tried
from backrub.domain.rhythm import WeeklyTime
from backrub.domain.shelf import Again, Kind, LeftOut, Rating, Thing, suited

EXAMPLES = max(12, settings().max_examples // 20)
"""As many as a quick run has time for, and more where a profile asks for many."""

ALLERGENS = load_shelf_rows().allergens
KEYS = tuple(ALLERGENS)
READY = "/tonight/ready"
MINE_ALONE, NOT_THEIRS = "t0", "t1"
"""Things that both rate: of the first only the reader shares it, of the second the reader does not."""

OURS = (
    *("/learn", "/shelf", "/shelf/new", "/shelf/t0", "/shelf/t1", "/shelf/t2/change", "/shelf/mine"),
    *("/shelf/tried", "/rhythm", "/rhythm/times", "/rhythm/calendar", "/rhythm.ics", "/mine/export.json"),
)
EVENING = {
    "position": "prone",
    "clothed": False,
    "oil": True,
    "minutes": 25,
    "receiver": {"pressure": "medium", "health": []},
    "giver": {"health": []},
}
PROPERTY = settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
CHANCE = st.randoms(use_true_random=False)


@pytest.fixture(scope="module")
def home():
    return HomeOfTwo()


def shelf(rng):
    """Return a shelf of six things, each with what its label says."""
    kinds = [Kind.OIL, Kind.LOTION, Kind.CANDLE, Kind.MUSIC, *rng.choices(list(Kind), k=2)]
    return [
        Thing(f"t{number}", kind, f"Thing {number}", "", tuple(rng.sample(KEYS, rng.randint(0, 2))))
        for number, kind in enumerate(kinds)
    ]


def left_out(rng):
    return LeftOut(frozenset(rng.sample(KEYS, rng.randint(0, 3))), ("zebra",) * rng.randint(0, 1))


def play(home, things, lists):
    """Bring an evening to making ready, with a shelf and everyone's list."""
    home.play(Evening(answers_from(EVENING)), "ready")
    for thing in things:
        put_up(home.house, HOME, thing)
    for person_id, listed in lists.items():
        leave_out(home.house, person_id, listed)


def say(home, rng, writer, *, both):
    """Let someone say everything they can in private; `both` are the times that the other ticked as well."""
    rate(home.house, writer, MINE_ALONE, Rating(rng.choice(list(Again)), shared=False))
    for thing in (NOT_THEIRS, "t3"):
        rate(home.house, writer, thing, Rating(rng.choice(list(Again)), shared=rng.random() < 0.5))
    # Mornings: the other ticks evenings alone, so that no time is both's by chance.
    alone = {WeeklyTime(rng.randrange(7), rng.randrange(600)) for _ in range(rng.randint(0, 5))}
    tick_times(home.house, home.people.person(writer), both | alone, zone="Europe/Berlin")
    name_feed(home.house, writer, rng.choice(("Us", "Later", "A long bath")))
    open_feed(home.house, writer)
    tried = Tried(text="Something", again=rng.choice(list(Again)))
    home.nights.keep_private(PrivateNote(NIGHT, writer, Private.TRIED, write_tried(tried), done=True))


def told(home, reader, pages):
    return home.told(reader, [("GET", page, None) for page in pages])


@pytest.mark.parametrize(("writer", "reader"), [(CHERYL, SCOTT), (SCOTT, CHERYL)])
def test_what_one_says_in_private_changes_no_byte_of_the_others(home, writer, reader):
    seen = []

    @given(CHANCE)
    @PROPERTY
    def holds(rng):
        things, both = shelf(rng), {WeeklyTime(4, 1200)} if rng.random() < 0.5 else frozenset()
        lists = {writer: left_out(rng), reader: left_out(rng)}
        answers = []
        for _ in range(2):
            play(home, things, lists)
            tick_times(
                home.house, home.people.person(reader), both | {WeeklyTime(6, 1260)}, zone="Europe/Berlin"
            )
            rate(home.house, reader, MINE_ALONE, Rating(Again.GLADLY, shared=True))
            rate(home.house, reader, NOT_THEIRS, Rating(Again.GLADLY, shared=False))
            say(home, rng, writer, both=both)
            answers.append(told(home, reader, (*PAGES, *OURS)))
        assert answers[0] == answers[1]
        seen.append({status for status, _, _ in answers[0].values()})

    holds()
    assert len(seen) == EXAMPLES
    assert all(200 in statuses for statuses in seen)


@pytest.mark.parametrize(("writer", "reader"), [(CHERYL, SCOTT), (SCOTT, CHERYL)])
def test_a_list_changes_nothing_but_what_is_offered_and_that_only_by_what_suits(home, writer, reader):
    same, other = [], []

    @given(CHANCE)
    @PROPERTY
    def holds(rng):
        things, theirs = shelf(rng), left_out(rng)
        lists = [left_out(rng), left_out(rng)]
        left = [suited(things, one | theirs, ALLERGENS) for one in lists]
        answers = []
        for one in lists:
            play(home, things, {writer: one, reader: theirs})
            answers.append(told(home, reader, (*PAGES, *OURS)))
        ready = [answer.pop(("GET", READY, None)) for answer in answers]
        assert answers[0] == answers[1]
        if left[0] == left[1]:
            assert ready[0] == ready[1]
            same.append(lists)
        else:
            other.append(ready)

    holds()
    assert same
    assert any(one != two for one, two in other), "the lists made no difference at all"


@given(rng=CHANCE)
@PROPERTY
def test_nothing_tells_whose_list_it_is(home, rng):
    things, listed = shelf(rng), left_out(rng)
    answers = []
    for owner, other in ((CHERYL, SCOTT), (SCOTT, CHERYL)):
        play(home, things, {owner: listed, other: LeftOut()})
        answers.append([told(home, reader, (READY, "/tonight/plan")) for reader in (CHERYL, SCOTT)])
    assert answers[0] == answers[1]


@given(rng=CHANCE)
@PROPERTY
def test_what_is_on_ones_list_is_never_on_the_page_where_both_make_ready(home, rng):
    things = shelf(rng)
    lists = {CHERYL: left_out(rng), SCOTT: left_out(rng)}
    play(home, things, lists)
    banned = [one for one in things if any(set(one.holds) & listed.keys for listed in lists.values())]
    for reader in (CHERYL, SCOTT):
        _, _, body = told(home, reader, (READY,))["GET", READY, None]
        assert b"What the room needs" in body
        assert not [one for one in banned if one.name.encode() in body]
