"""Between evenings: lessons, what was tried, what words weigh; each person's own, and nobody else's."""

import re

import pytest
from tests.before_hands import CHERYL, SCOTT, doorstep, phone_of
from tests.web_house import send

from backrub.application.home_ports import Keepsake
from backrub.bootstrap.practice import PRACTICE, SCALE, felt_of, keep_felt, practice_of
from backrub.content.course import load_learning
from backrub.content.loader import load_catalogue
from backrub.domain.lessons import Tried
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Tool

PAGES = ("/learn", "/learn/lessons", "/learn/lessons/petrissage", "/learn/slow-hands", "/learn/scale")
TONIGHT = re.compile(r'href="/learn/lessons/(\w+)">.*?Tonight has ')


@pytest.fixture
def house():
    return doorstep()


@pytest.fixture
def his(house):
    with phone_of(house, SCOTT) as client:
        yield client


@pytest.fixture
def hers(house):
    with phone_of(house, CHERYL) as client:
        yield client


@pytest.fixture(scope="module")
def reader():
    """Give a phone on which nothing is kept."""
    with phone_of(doorstep(), CHERYL) as client:
        yield client


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text.replace("&#39;", "'")


@pytest.mark.parametrize("stroke", load_learning().course.lessons)
def test_every_lesson_says_what_how_and_what_goes_wrong(reader, stroke):
    row = load_catalogue().strokes[stroke]
    said = text_of(reader, f"/learn/lessons/{stroke}")
    for line in (row.how, row.mistake, *row.cautions, load_learning().course.lessons[stroke].what):
        assert line in said
    assert "<svg" in said
    assert "style=" not in said


def test_a_moving_lesson_moves_at_true_speed(reader):
    said = text_of(reader, "/learn/lessons/slow_glide")
    least, most = load_catalogue().strokes["slow_glide"].speed_cm_s
    assert least <= float(re.search(r"At true speed: ([\d.]+) cm a second", said)[1]) <= most
    assert f"{least:g} to {most:g} cm a second" in said


def test_a_lesson_that_is_not_there_is_404(reader):
    assert reader.get("/learn/lessons/levitation").status_code == 404
    assert reader.get("/learn/slow-hands?stroke=static_hold").status_code == 404


def test_what_was_tried_is_kept_and_the_path_goes_on(house, his):
    assert send(his, "/learn/lessons/static_hold", tried="someone").headers["location"] == "/learn/lessons"
    assert practice_of(house, SCOTT).kept == {"static_hold": Tried.SOMEONE}
    assert "Done with someone" in text_of(his, "/learn/lessons")
    send(his, "/learn/lessons/static_hold", tried="")
    assert practice_of(house, SCOTT).kept == {}


def test_an_unknown_answer_is_refused_and_nothing_is_kept(house, his):
    assert send(his, "/learn/lessons/static_hold", tried="often").status_code == 400
    assert practice_of(house, SCOTT).version == 0


def test_whatever_one_keeps_no_byte_changes_for_the_other(his, hers):
    before = {path: text_of(hers, path) for path in PAGES}
    send(his, "/learn/lessons/petrissage", tried="cushion")
    send(his, "/learn/scale", tool="thumb", word="light", kg="2")
    token = re.compile(r'(name="(?:csrf|_csrf_token)" (?:content|value)=")[^"]+')
    after = {path: text_of(hers, path) for path in PAGES}
    assert {path: token.sub(r"\1", text) for path, text in after.items()} == {
        path: token.sub(r"\1", text) for path, text in before.items()
    }


def test_tonights_lesson_is_told_to_the_giver_alone(his, hers):
    assert (told := TONIGHT.search(text_of(his, "/learn")))
    assert told[1] in load_learning().course.lessons
    assert "Tonight has" in text_of(his, "/learn/lessons")
    assert "Tonight has" not in text_of(hers, "/learn")
    assert "Tonight has" not in text_of(hers, "/learn/lessons")


def test_damaged_practice_is_said_and_the_lessons_begin_anew(house, his):
    house.keepsakes.keep(SCOTT, Keepsake(PRACTICE, "{{{"))
    said = text_of(his, "/learn/lessons")
    assert "cannot be read here" in said
    assert "Begin here" in said
    send(his, "/learn/lessons/fan", tried="cushion")
    assert practice_of(house, SCOTT).kept == {"fan": Tried.CUSHION}


def test_on_a_shared_phone_without_a_pin_nothing_is_shown_or_kept():
    shared = doorstep(one_phone=True)
    keep_felt(shared, SCOTT, Tool.THUMB, PressureWord.LIGHT, kg=7.7)
    with phone_of(shared, SCOTT) as client:
        assert "7.7 kg" not in text_of(client, "/learn/scale?tool=thumb&word=light")
        for path in ("/learn/lessons/fan", "/learn/scale", "/learn/scale/forget"):
            assert send(client, path).status_code == 403
        own = ("/learn", "/learn/lessons", "/learn/lessons/fan", "/learn/scale")
        assert {client.get(path).headers["Backrub-Keep"] for path in own} == {"no"}
    assert practice_of(shared, SCOTT).version == 0


def test_the_scale_shows_the_tables_weight_for_every_tool_and_word(reader):
    for lean in load_learning().leans.values():
        for word in lean.words:
            shown = f"{lean.kg(word.level):.1f}".removesuffix(".0")
            said = text_of(reader, f"/learn/scale?tool={lean.key}&word={word}")
            assert f'<span class="kg">{shown}</span>' in said


@pytest.mark.parametrize(
    ("kg", "said"),
    [
        ("7,6", "just as in the table"),
        ("6", "lighter than in the table"),
        ("3", "The table would call that light"),
        ("11", "heavier than in the table. The table would call that firm"),
        ("14", "more than Backrub ever asks for"),
    ],
)
def test_what_the_scale_showed_is_told_beside_the_table(his, kg, said):
    send(his, "/learn/scale", tool="palm_heel", word="medium", kg=kg)
    assert said in text_of(his, "/learn/scale?tool=palm_heel&word=medium")


def test_what_was_typed_is_not_lost_when_it_is_no_weight(house, his):
    answer = send(his, "/learn/scale", tool="thumb", word="light", kg="a lot")
    assert answer.status_code == 400
    assert 'value="a lot"' in answer.text
    assert "from 0.1 to 30 kg" in answer.text
    assert felt_of(house, SCOTT).version == 0


def test_a_word_the_tool_is_not_for_becomes_the_firmest_it_is_for(house, his):
    said = text_of(his, "/learn/scale?tool=thumb&word=deep")
    assert "That is my firm" in said
    assert "Deep is for fist and forearm; this is firm." in said
    send(his, "/learn/scale", tool="thumb", word="deep", kg="9")
    assert felt_of(house, SCOTT).version == 0


def test_an_unknown_tool_is_refused_in_a_sentence(his):
    answer = his.get("/learn/scale?tool=foot&word=deep")
    assert answer.status_code == 400
    assert "choose one of those on the page" in answer.text


def test_words_can_be_forgotten(house, his):
    send(his, "/learn/scale", tool="thumb", word="light", kg="1.5")
    assert felt_of(house, SCOTT).kept
    send(his, "/learn/scale/forget")
    assert house.keepsakes.keepsake(SCOTT, SCALE) is None


def test_what_is_kept_is_in_ones_own_export_and_nobody_elses(his, hers):
    send(his, "/learn/lessons/fan", tried="someone")
    his_own, her_own = (one.get("/mine/export.json").json()["kept"] for one in (his, hers))
    assert his_own[PRACTICE] == {"format": 1, "tried": {"fan": "someone"}}
    assert PRACTICE not in her_own


def test_every_finding_stands_with_its_source(reader):
    said = text_of(reader, "/learn/more")
    for fact in load_learning().facts:
        assert fact.says in said
        assert fact.source in said
