"""Two people check in at one terminal: what they type becomes an evening, and nothing stays on the screen."""

import io
import stat

import msgspec
import pytest
from rich.console import Console

from backrub.cli.asker import Asker
from backrub.cli.check_in import check_in, keep
from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening, read_evening_text
from backrub.domain.back import SiteSide
from backrub.domain.check_in import Feel, Position, Tonight
from backrub.domain.errors import BadInput
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import TouchKind

JUST_ENTER = ""


class Typist:
    """Type answers where a prompt's screen shows a word, Enter everywhere else."""

    def __init__(self, **answers: list[str]) -> None:
        self.out = io.StringIO()
        self.answers = {key.replace("_", " "): list(lines) for key, lines in answers.items()}
        self.asker = Asker(Console(file=self.out, width=90, force_terminal=False), self.read)
        self._seen = 0

    def read(self, prompt: str) -> str:
        shown = self.out.getvalue()[self._seen :]
        self._seen = len(self.out.getvalue())
        if "0 for none" in prompt and not any(w in shown and ls for w, ls in self.answers.items()):
            return "0"
        for words, lines in self.answers.items():
            if words in shown and lines:
                return lines.pop(0)
        return JUST_ENTER


def checked_in(typist: Typist):
    catalogue = load_catalogue()
    answers = check_in(typist.asker, catalogue)
    text = msgspec.json.encode(answers).decode()
    return read_evening_text(text, name="tonight.json", format="json", known_health=catalogue.safety)


def test_entering_through_gives_the_gentle_default_evening():
    evening = checked_in(Typist(Who_receives=["Alice"], Who_gives=["Bob"]))
    assert (evening.receiver.name, evening.giver.name) == ("Alice", "Bob")
    assert evening.frame.minutes == 15
    assert evening.frame.position is Position.SEATED
    assert evening.frame.clothed
    assert evening.receiver.pressure is PressureWord.MEDIUM
    assert evening.receiver.health == ()
    assert evening.giver.guess is None


def test_a_spot_is_asked_for_with_side_feel_and_strength_and_read_back():
    typist = Typist(
        Where_would_hands_be_welcome=["6"],
        The_muscles_between_the_shoulder_blades=["2"],
        how_does_it_feel=["1"],
        How_strong_is_it=["8"],
    )
    (spot,) = checked_in(typist).receiver.spots
    assert (spot.where, spot.feel, spot.tension) == (SiteSide.BETWEEN_BLADES_LEFT, Feel.KNOT, 8)
    assert "left shoulder blade." in typist.out.getvalue()


def test_kinds_of_touch_are_any_number_and_none_by_just_entering():
    typist = Typist(Most_of_all=["2 4"])
    assert checked_in(typist).receiver.kinds == {TouchKind.KNEADING, TouchKind.CIRCLING}
    assert "Kneading: paws on a blanket" in typist.out.getvalue()
    assert checked_in(Typist()).receiver.kinds == frozenset()


def test_not_tonight_ends_the_questions_at_once():
    typist = Typist(A_back_rub=["3"])
    evening = checked_in(typist)
    assert evening.receiver.tonight is Tonight.NOT_TONIGHT
    assert "Where would hands be welcome?" not in typist.out.getvalue()


def test_passing_over_the_health_questions_leaves_them_unasked():
    evening = checked_in(Typist(is_any_of_this_so=["p", "p"]))
    assert evening.receiver.health is None
    assert evening.giver.health is None


def test_silence_is_no_answer_about_health():
    typist = Typist(is_any_of_this_so=["", "0"], silence_is_no_answer=["0"])
    assert checked_in(typist).receiver.health == ()
    assert "silence is no answer here" in typist.out.getvalue()


def test_a_local_answer_is_followed_by_where():
    catalogue = load_catalogue()
    asked = [r for r in catalogue.safety.values() if r.who.value != "giver" and not r.ask_every_time]
    at = next(i for i, row in enumerate(asked) if row.key == "sunburn")
    pages = ["0"] * (at // 12) + [str(1 + at % 12)]
    typist = Typist(And_in_general=pages, head_to_hip=["", "", "", "4"], The_tops_of_the_shoulders=["2"])
    health = checked_in(typist).receiver.health
    (answer,) = health
    assert (answer.key, answer.where) == ("sunburn", (SiteSide.SHOULDER_TOP_LEFT,))


def test_a_number_that_is_not_there_is_asked_again_in_one_sentence():
    typist = Typist(How_many_minutes=["4", "x", "20"], A_number_from_5_to_60=["x", "20"])
    assert checked_in(typist).frame.minutes == 20
    assert "A number from 5 to 60, or Enter." in typist.out.getvalue()


def test_answers_are_kept_where_only_the_account_can_read_them(tmp_path):
    typist = Typist()
    path = tmp_path / "evenings" / "tonight.json"
    keep(check_in(typist.asker, load_catalogue()), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_evening(path, load_catalogue().safety).frame.minutes == 15


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(BadInput, match=r"cannot be written .*name another file"):
        keep({"format": 1}, blocked / "tonight.json")
