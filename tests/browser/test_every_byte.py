"""One whole evening of which every byte is kept that comes to either phone: what is private, what is claimed."""

import re
from collections import Counter
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from backrub.content.loader import load_catalogue
from tests.browser.by_calendar import by_calendar
from tests.browser.overheard import PLAIN, TAKEN_ALONG, KeptLink, read_all
from tests.browser.people import (
    begin_tonight,
    check_in,
    choose,
    comes_to_the_close,
    goes_to,
    make_ready,
    press,
    say_goodnight,
    two_phones,
)
from tests.browser.phone import phones_of

CATALOGUE = load_catalogue()
KEEP = "marzipan on the pillow"
HERS = {
    "part": ["receive"],
    "state": ["undeserving"],
    "intention": ["unwind"],
    "mood": ["bright"],
    "pressure": ["firm"],
    "minutes": ["10"],
    "health_skin": ["shingles"],
    "health_where": ["low_back:left"],
    "health_general": ["fibromyalgia"],
}
HIS = {
    "part": ["give"],
    "state": ["hard_to_give"],
    "intention": ["unwind"],
    "mood": ["calm"],
    "minutes": ["10"],
}
PRIVATE = ("shingles", "fibromyalgia", "undeserving", "bright", '"tension"', '"put_up_with": true', KEEP)
"""What she answers in private, as her own papers write it; of these only a mood can be chosen on his pages too."""

AT_THE_END = """Hands rest.
Stay a moment.

Three slow breaths. Then lift your hands slowly.

A glass of water for both of you.

How was it?
Good night, without words"""

ELSEWHERE = ("/tonight", "/history", "/mine", "/learn", "/shelf", "/rhythm")
EXPORT = "fetch('/mine/export.json').then(answer => answer.text())"

TRUE = ("It cures nothing.", "and no cure.")
CLAIMS = re.compile(
    r"\b(cur(e[ds]?|ing)|heal(s|ed|ing|er)?|detox\w*|toxi(n|ns|c)|flush\w*|purif\w*|cleans(e|es|ing)|remed(y|ies)"
    r"|treatments?|reliev\w+|relief|trigger[ -]?points?|miracle\w*"
    r"|(break|dissolv|releas|melt|crush)\w*( up| down| away)? (the |your |a |any )?(knot|tension|adhesion)s?)\b",
    re.IGNORECASE,
)
FURTHER = re.compile(
    r"\b(sex\w*|erotic\w*|sensual\w*|arous\w+|foreplay|seduc\w+|naked|nude|undress\w*|kiss\w*|intimate\w*)\b",
    re.IGNORECASE,
)


@dataclass
class Evening:
    """Hold what was met on the way: pages as they read, addresses that were read unseen, counts of private words."""

    words: dict = field(default_factory=dict)
    read: dict = field(default_factory=dict)
    counts: dict = field(default_factory=dict)
    plan: dict = field(default_factory=dict)
    export: str = ""
    told: dict = field(default_factory=dict)

    def see(self, name, phone):
        """Keep how a page reads."""
        self.words[name, phone.name] = phone.arrived().locator("main").inner_text()

    def follow(self, stage, phone, but=r"^/learn"):
        """Read all that links lead to, and count the private words that came so far."""
        self.read[stage] = set(read_all(phone, *ELSEWHERE, but=but))
        self.counts[stage] = private_words(phone.link.told)


@pytest.fixture(scope="module")
def evening(browser, tmp_path_factory):
    """Walk one whole evening with all that is private in it."""
    walked = Evening()
    with (
        by_calendar(tmp_path_factory.mktemp("evening")) as (calendar, server),
        phones_of(browser, server) as make,
    ):
        both = two_phones(make, through=KeptLink, extra_http_headers=PLAIN, reduced_motion="reduce")
        before_hands(walked, *both)
        with_hands(walked, *both, calendar)
        afterwards(walked, *both)
    return walked


def before_hands(walked, cheryl, scott):
    """Both check in, she with all that is private; both read the wish."""
    begin_tonight(cheryl)
    check_in(cheryl, HERS, look=lambda question, phone: answering(walked, question, phone))
    walked.follow("she has answered", scott)
    begin_tonight(scott)
    check_in(scott, HIS)
    for one in (cheryl, scott):
        goes_to(one.page, "/tonight/brief")
        walked.see("wish", one)
    walked.follow("both have", scott, but=TAKEN_ALONG)
    walked.words["plan", "Scott"] = scott.open("/tonight/plan").locator("main").inner_text()


def answering(walked, question, phone):
    """Say that a knot is strong, and keep what is told to who answered."""
    if question == "map":
        phone.page.get_by_role("button", name="List").click()
        phone.page.locator('button[value="between_blades:left"]').click()
        choose(phone.page, 'input[value="knot"]')
        choose(phone.page, 'input[value="strong"]')
        phone.page.locator(".to-map").click()
    walked.see(question, phone)


def with_hands(walked, cheryl, scott, calendar):
    """The guide leads, she says a word, and the evening comes to its end."""
    scott.open("/tonight")
    make_ready(scott)
    goes_to(cheryl.page, "/tonight/remote")
    walked.plan = scott.arrived().evaluate("document.querySelector('live-guide').session.now.plan")
    expect(cheryl.page.locator("live-remote[data-ready]")).to_be_visible()
    press(cheryl, "softer")
    expect(scott.page.locator("[data-part=doing]")).to_contain_text("A little softer")
    walked.follow("hands are there", scott, but=rf"^/learn|{TAKEN_ALONG}")
    calendar.pass_by(minutes=12)
    for one in (cheryl, scott):
        comes_to_the_close(one)
        walked.see("close", one)


def afterwards(walked, cheryl, scott):
    """She keeps something for herself, and each looks at all that is left of the evening."""
    page = cheryl.page
    page.get_by_role("link", name="How was it?").click()
    goes_to(page, "/tonight/close/words")
    choose(page, "input[name=felt]")
    choose(page, 'input[name="put_up"][value="yes"]')
    page.get_by_text("A few words for next time").click()
    page.get_by_label("What would you like to keep?").fill(KEEP)
    page.get_by_role("button", name="Good night").click()
    expect(page.get_by_role("heading", name="Good night, Cheryl.")).to_be_visible()
    say_goodnight(scott)
    walked.follow("it is over", scott)
    expect(page.get_by_text("Scott says thank you.")).to_be_visible()
    read_all(cheryl, *ELSEWHERE, but=r"^/learn")
    walked.export = page.evaluate(EXPORT)
    walked.told = {one.name: one.link.told for one in (cheryl, scott)}


def private_words(text):
    """Count the words of hers that are nobody else's."""
    return Counter(
        word for word in PRIVATE for _ in re.finditer(rf"(?<!\w){word}(?!\w)", text, re.IGNORECASE)
    )


def test_nothing_she_answers_in_private_is_in_any_byte_that_comes_to_him(evening):
    his = evening.counts
    assert his["she has answered"] == {}
    assert set(his["both have"]) == {"bright"}, "he can choose it himself"
    for stage in ("hands are there", "it is over"):
        assert his[stage] == his["both have"], stage


def test_she_reads_in_her_own_papers_all_that_he_never_gets(evening):
    assert set(private_words(evening.export)) == set(PRIVATE)
    assert private_words(evening.told["Cheryl"])[KEEP] > 0


def test_he_could_reach_every_page_of_an_evening(evening):
    assert {"/tonight/plan", "/tonight/plan?frame=3", "/learn/lessons/petrissage"} <= evening.read[
        "both have"
    ]
    assert "/tonight/listen" in evening.read["hands are there"]
    assert {"/mine/export.json", "/history/insight"} <= evening.read["it is over"]
    assert [path for path in evening.read["it is over"] if re.fullmatch(r"/history/[\w-]{40,}", path)]


def test_she_reads_the_very_words_that_he_reads(evening):
    for line in evening.words["wish", "Scott"].partition("Tonight has")[0].splitlines()[1:]:
        assert line in evening.words["wish", "Cheryl"]


def test_what_is_left_alone_is_told_with_its_reason_to_her_and_without_it_to_him(evening):
    for question, key in (("health_skin", "shingles"), ("health_general", "fibromyalgia")):
        assert CATALOGUE.safety[key].advice in evening.words[f"{question}?advice=1", "Cheryl"]
    for name in ("Cheryl", "Scott"):
        assert "Leave be\nThe left side of Cheryl’s lower back." in evening.words["wish", name]
        assert "Nothing firmer than light tonight." in evening.words["wish", name]
    assert "Leave be: the left side of Cheryl’s lower back." in evening.words["plan", "Scott"]


def test_no_hand_goes_where_it_should_not_or_presses_more_than_it_may(evening):
    steps = evening.plan["steps"]
    covered = {under["where"] for step in steps for under in step["covers"]}
    assert "low_back:right" in covered
    assert "low_back:left" not in covered
    assert {step["pressure"] for step in steps} == {"feather", "light"}


def test_no_page_promises_a_cure_and_none_goes_further_than_a_back_rub(evening):
    for told in evening.told.values():
        claimed = [text for text in around(CLAIMS, told) if not any(true in text for true in TRUE)]
        assert (claimed, around(FURTHER, told)) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        *("It heals the back.", "Flushes toxins.", "A cure for pain.", "Pain relief in ten minutes."),
        *(
            "Breaks up knots.",
            "Release the tension.",
            "For your trigger points.",
            "A sensual evening.",
            "Kiss.",
        ),
    ],
)
def test_a_claim_or_more_than_a_back_rub_would_be_found(text):
    assert around(CLAIMS, text) or around(FURTHER, text)


def test_the_evening_ends_with_hands_that_rest_and_nothing_further(evening):
    for name in ("Cheryl", "Scott"):
        assert evening.words["close", name] == AT_THE_END


def around(pattern, text):
    """Return what a pattern finds, with some words around each."""
    return [text[max(0, found.start() - 60) : found.end() + 60] for found in pattern.finditer(text)]
