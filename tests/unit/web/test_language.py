"""Each of the two reads and hears their own language; a page is wholly in one, or in English."""

import json
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from types import MappingProxyType, SimpleNamespace

import pytest
from jinja2 import DictLoader
from jinja2.meta import find_referenced_templates
from tests.begun import COOKIE, begin
from tests.fakes import FakeClock
from tests.web_house import csrf, memory_house, phone, send

from backrub.application.home_ports import Keepsake
from backrub.content.languages import Language, languages
from backrub.domain.catalogue import Phrase
from backrub.web import language as web_language
from backrub.web.language import PageWords, wished
from backrub.web.page import TEMPLATES, template_engine

BEGAN_MS = 1_790_000_000_000
GERMAN = {"accept-language": "de-AT,de;q=0.9,en;q=0.7"}
WORDED = [(code, screen) for code, language in languages().items() for screen in sorted(language.whole)]


class Evening:
    """A session under way, with the phones of both."""

    def __init__(self):
        self.house = memory_house(FakeClock(BEGAN_MS + 130_000))
        self.begun = begin(self.house, began_ms=BEGAN_MS)
        self.path = f"/sessions/{self.begun.session_id}"

    def phone(self, who, **headers):
        client = phone(self.house)
        client.headers.update(headers)
        client.cookies.set(COOKIE, getattr(self.begun, who))
        return client


@pytest.fixture
def evening():
    return Evening()


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("de", "de"),
        ("de-CH, fr;q=0.9", "de"),
        ("en-GB,de;q=0.9", "en"),
        ("fr-FR,de;q=0.4,en;q=0.3", "de"),
        ("DE;q=1", "de"),
        ("fr", "en"),
        ("de;q=0", "en"),
        ("de;q=much", "en"),
        ("", "en"),
        ("," * 10_000, "en"),
    ],
)
def test_a_browser_is_answered_in_the_first_of_its_languages_that_is_spoken(accepted, code):
    assert wished(accepted) == code


def test_a_stranger_is_greeted_in_the_language_of_their_browser():
    with phone(memory_house()) as client:
        client.headers.update(GERMAN)
        page = client.get("/").text
    assert '<html lang="de"' in page
    assert "Zwei Menschen,<br>ein stiller Raum." in page


def test_a_page_nobody_worded_yet_is_english_and_says_so():
    with phone(memory_house()) as client:
        client.headers.update(GERMAN)
        page = client.get("/what-works").text
    assert '<html lang="en"' in page


def test_a_language_is_chosen_kept_and_taken_along(evening):
    with evening.phone("giver") as client:
        assert send(client, "/mine/language", language="de").headers["location"] == "/mine"
        assert 'value="de" checked' in client.get("/mine/language").text
        assert client.get("/mine/export.json").json()["kept"]["language"] == {"format": 1, "language": "de"}
    with evening.phone("receiver") as client:
        assert "language" not in client.get("/mine/export.json").json()["kept"]


def test_a_language_nobody_wrote_is_refused_in_a_sentence(evening):
    with evening.phone("giver") as client:
        answer = send(client, "/mine/language", language="tlh")
    assert answer.status_code == 400
    assert "choose one of those on the page" in answer.text


def test_a_choice_that_cannot_be_read_leaves_it_to_the_browser_and_says_so(evening):
    giver = evening.house.people.people("home")[0].id
    evening.house.keepsakes.keep(giver, Keepsake("language", "{"))
    who = "giver" if "scott" in giver else "receiver"
    with evening.phone(who, **GERMAN) as client:
        page = client.get("/mine/language").text
        assert "Your language cannot be read" in page
        assert client.get(f"{evening.path}/state").json()["plan"]["steps"][0]["doing"].endswith(".")


def test_tonight_is_german_to_the_day(evening):
    night = evening.house.nights.night_of_session(evening.begun.session_id)
    evening.house.nights.erase_night(night.id)
    with evening.phone("giver", **GERMAN) as client:
        page = client.get("/tonight").text
    assert "Der Abend gehört dir, Scott." in page
    assert re.search(r"Montag, 21\. September 2026", page)


def test_each_of_the_two_is_told_in_their_own_language(evening):
    with evening.phone("giver") as giver, evening.phone("receiver") as receiver:
        send(giver, "/mine/language", language="de")
        body = {"key": "softer-key", "press": "softer", "pressed_ms": 0, "sent_ms": 0}
        receiver.post(f"{evening.path}/presses", json=body, headers={"x-csrftoken": csrf(receiver)})
        his, hers = (one.get(f"{evening.path}/state").json() for one in (giver, receiver))
    assert his["line"]["text"] == "Etwas sanfter. Mach langsam."
    assert hers["line"]["text"] == "A little softer. Slow down."
    assert [step["id"] for step in his["plan"]["steps"]] == [step["id"] for step in hers["plan"]["steps"]]
    assert {cue["text"] for step in his["plan"]["steps"] for cue in step["cues"]}.isdisjoint(
        cue["text"] for step in hers["plan"]["steps"] for cue in step["cues"]
    )


def test_the_score_speaks_the_language_of_its_phone(evening):
    with evening.phone("giver", **GERMAN) as giver, evening.phone("receiver") as receiver:
        his, hers = (one.get(f"{evening.path}/score.json").text for one in (giver, receiver))
    assert "Leg warme, ruhige Hände auf" in his
    assert "Rest warm, quiet hands on" in hers


def test_a_guide_in_german_has_no_english_left(evening):
    with evening.phone("giver", **GERMAN) as client:
        page = client.get("/tonight/guide").text
    assert '<html lang="de"' in page
    assert "Was merkst du?" in page
    assert 'data-words=\'{"begins": "In {seconds} s"' in page


@pytest.mark.parametrize(("code", "screen"), WORDED)
def test_a_screen_that_a_language_calls_whole_has_every_word(code, screen):
    """Add what is listed to [screens] of content/languages/CODE.toml, or take the screen out of `whole`."""
    known = languages()[code].screens
    missing = [text for forms in asked_for(screen) for text in forms if forms[0] not in known]
    assert missing == []


@pytest.mark.parametrize("code", [code for code, one in languages().items() if one.screens])
def test_a_language_words_nothing_that_no_screen_says(code):
    said = {
        forms[0]
        for path in TEMPLATES.rglob("*.html")
        for forms in asked_for(str(path.relative_to(TEMPLATES)))
    }
    assert sorted(set(languages()[code].screens) - said) == []


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_what_a_language_lacks_is_listed_and_said_in_english(code, capsys):
    language, english = languages()[code], languages()["en"].catalogue
    pages = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
    left = [name for name in pages if name not in language.whole]
    rows = ", ".join(language.missing) or "every line is there"
    with capsys.disabled():
        sys.stdout.write(f"\n{language.name}: {rows}; {len(left)} of {len(pages)} templates are English.\n")
    assert language.catalogue.phrases.keys() == english.phrases.keys()


@pytest.mark.parametrize("path", ["/", "/tonight", "/tonight/guide", "/tonight/remote"])
def test_every_word_of_a_whole_screen_passes_through_its_language(path, pseudo):
    """A word this finds is written straight into a template, a script or Python: wrap it in _(…), or say a phrase."""
    assert [text for text in words_on(pseudo, path) if "[" not in text] == []


@pytest.fixture
def pseudo(monkeypatch):
    """Speak a language in which everything that can be worded stands between brackets."""
    english = languages()["en"]
    catalogue = replace(
        english.catalogue,
        language="xx",
        phrases=MappingProxyType(
            {
                key: one if key == "articles" else Phrase(key, f"[{one.text}]")
                for key, one in english.catalogue.phrases.items()
            }
        ),
        pressures={
            word: replace(row, name=f"[{row.name}]", image=f"[{row.image}]")
            for word, row in english.catalogue.pressures.items()
        },
    )
    whole = frozenset().union(*(one.whole for one in languages().values()))
    both = {"en": english, "xx": Language("xx", "Brackets", catalogue, whole, Everything())}
    monkeypatch.setattr("backrub.content.languages.languages", lambda: both)
    monkeypatch.setattr(web_language, "languages", lambda: both)


class Everything(dict):
    """Word everything between brackets."""

    def get(self, key, default=None):  # noqa: ARG002  # there is a word for everything
        return (f"[{key}]",)


def words_on(_pseudo, path):
    """Return every text that someone reads or hears read on a page, names and figures left out."""
    evening = Evening()
    if path == "/":
        client = phone(evening.house)
        client.headers.update({"accept-language": "xx"})
    else:
        client = evening.phone(
            "receiver" if path.endswith("remote") else "giver", **{"accept-language": "xx"}
        )
    if path == "/tonight":
        night = evening.house.nights.night_of_session(evening.begun.session_id)
        evening.house.nights.erase_night(night.id)
    with client:
        answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="xx"' in answer.text
    return list(
        filter(re.compile(r"[^\W\d_]{2}").search, (without_names(text) for text in Texts.of(answer.text)))
    )


def without_names(text):
    return re.sub(r"Cheryl|Scott|Backrub", "", text)


class Texts(HTMLParser):
    """Collect texts, labels and the words that scripts show; what is hidden from everyone is left out."""

    def __init__(self):
        super().__init__()
        self.found, self.hidden = [], []

    @classmethod
    def of(cls, page):
        parser = cls()
        parser.feed(page)
        return parser.found

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if self.hidden or attributes.get("aria-hidden") == "true" or tag in {"script", "style"}:
            self.hidden += [tag]
            return
        self.found += [
            value for name, value in attrs if name == "aria-label" or name.startswith("data-asks-")
        ]
        if "data-words" in attributes:
            self.found += json.loads(attributes["data-words"]).values()

    def handle_endtag(self, tag):
        if self.hidden and tag in self.hidden:
            while self.hidden.pop() != tag:
                pass

    def handle_data(self, data):
        if data.strip() and not self.hidden:
            self.found.append(data.strip())


def asked_for(screen, seen=None):
    """Return every line that a screen and the templates it is made of want worded, each with its plural."""
    seen = set() if seen is None else seen
    if screen in seen:
        return []
    seen.add(screen)
    environment = template_engine({}, PageWords(memory_house())).engine
    source = (TEMPLATES / screen).read_text(encoding="utf-8")
    found = [
        (message,) if isinstance(message, str) else tuple(filter(None, message))
        for _, _, message in environment.extract_translations(source)
    ]
    for other in find_referenced_templates(environment.parse(source)):
        found += asked_for(other, seen)
    return found


def test_so_many_of_something_take_the_form_of_the_language(pseudo, monkeypatch):
    language = Language(
        "xx",
        "X",
        languages()["en"].catalogue,
        frozenset({"one.html"}),
        {"%(num)s hand": ("%(num)s Hand", "%(num)s Hände")},
    )
    monkeypatch.setattr(web_language, "languages", lambda: {"en": languages()["en"], "xx": language})
    environment = template_engine({}, PageWords(memory_house())).engine
    environment.loader = DictLoader(
        {"one.html": "{% trans num=count %}{{ num }} hand{% pluralize %}{{ num }} hands{% endtrans %}"}
    )
    shown = [
        environment.get_template("one.html").render(
            count=count, screen="one.html", request=SimpleNamespace(scope={}), language=code
        )
        for count, code in [(1, "xx"), (2, "xx"), (1, "en"), (2, "en")]
    ]
    assert shown == ["1 Hand", "2 Hände", "1 hand", "2 hands"]
