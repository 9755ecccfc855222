"""What the live screen shows: the same place every step, sides never by colour alone, pressure as a word."""

import io
import re

import pytest
from rich.console import Console
from tests.commands import EXAMPLES

from backrub.bootstrap.evening import read_asked
from backrub.cli.guide_view import guide_view
from backrub.cli.remote import Noticing
from backrub.cli.scene import Said, scene_of
from backrub.domain.back import Side
from backrub.domain.plan import Phase
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker
from backrub.domain.session.commands import Advance, Begin, End, Pause, Stop
from backrub.domain.session.decide import decide
from backrub.domain.session.events import Finding, Who
from backrub.domain.session.evolve import replay

SIZES = [(60, 20), (72, 22), (80, 24), (100, 30), (120, 40), (200, 60)]


class Play:
    """Let the planned evening pass, and see it on a screen."""

    def __init__(self, name="cheryl_and_scott"):
        self.asked = read_asked(EXAMPLES / f"{name}.toml")
        tonight = self.asked.tonight(None, seed=0)
        self.plan = tonight.plan
        self.session = replay(None, decide(None, Begin("b", tonight.brief, tonight.plan, 0), 0, None))
        self.speaker = Speaker(tonight.brief, self.asked.catalogue, Tuning())
        self.now_ms = 0

    def at(self, seconds, command=None):
        self.now_ms = round(seconds * 1000)
        events = decide(self.session, command or Advance("a"), self.now_ms, None)
        self.session = replay(self.session, events)
        return self

    def scene(self, *, said=None, noticing=None):
        return scene_of(self.session, self.now_ms, self.speaker, said=said or Said(), noticing=noticing)

    def screen(self, size=(80, 24), *, coloured=False, **shown):
        console = Console(
            width=size[0],
            height=size[1],
            file=io.StringIO(),
            record=True,
            force_terminal=True,
            color_system="truecolor" if coloured else None,
            legacy_windows=False,
            _environ={},
        )
        console.print(guide_view(self.scene(**shown), console))
        return console.export_text(styles=coloured)


@pytest.fixture(scope="module")
def play():
    return Play()


def starts(plan):
    return [step.start_s + step.move_s for step in plan.steps]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "noticing", [None, Noticing(), Noticing(Finding.KNOT)], ids=["keys", "what", "where"]
)
def test_everything_fits_in_windows_of_any_size(size, noticing):
    play = Play()
    for second in starts(play.plan)[::4]:
        lines = play.at(second).screen(size, noticing=noticing).rstrip("\n").split("\n")
        assert len(lines) <= size[1]
        assert max(map(len, lines)) <= size[0]
        text = "\n".join(lines)
        assert "space stop" in text
        assert all(label.label in text for label in play.scene(noticing=noticing).keys)


def test_a_window_too_small_says_so_and_still_speaks(play):
    text = play.at(0).screen((50, 10))
    assert "A window of 60 by 20 shows more." in re.sub(r"\s+", " ", text)
    assert "Rest warm, quiet hands" in text


def rows_of(text, words):
    return [row for row, line in enumerate(text.split("\n")) if words in line]


def test_the_same_thing_stands_in_the_same_row_every_step():
    play = Play()
    rows = set()
    for second in starts(play.plan):
        text = play.at(second).screen()
        rows.add(tuple(rows_of(text, words)[0] for words in ("to go", "this touch", "next  ", "space stop")))
    assert len(rows) == 1


def test_the_side_is_said_in_words_with_its_owner():
    play = Play()
    seen = set()
    for step in play.plan.steps:
        side = play.at(step.start_s).scene().side
        expected = "Both sides" if step.side is Side.BOTH else f"Cheryl’s {step.side.value}"
        assert side == expected
        seen.add(side)
    assert seen == {"Both sides", "Cheryl’s left", "Cheryl’s right"}


def test_pressure_is_a_word_with_its_image_and_never_a_number():
    play = Play()
    for second in starts(play.plan):
        scene = play.at(second).scene()
        assert scene.image == play.asked.catalogue.pressures[scene.pressure].image
        assert scene.pressure.value in play.screen()


def test_a_turn_says_so():
    play = Play("pregnant_side_lying")
    turn = next(step for step in play.plan.steps if step.phase is Phase.TURN)
    assert play.at(turn.start_s - 1).scene().next == "turning over"
    assert play.at(turn.start_s + 1).scene().side == "Turn over"


def test_time_to_go_counts_minutes_and_then_seconds(play):
    assert play.at(0).scene().time_left == "25 min"
    assert play.at(61).scene().time_left == "24 min"
    assert play.at(1500 - 42).scene().time_left == "42 s"


def test_a_relayed_word_stands_until_the_next_cue_or_for_a_while():
    play = Play()
    play.at(20)
    said = Said("A little softer. Slow down.", 20_000)
    assert play.scene(said=said).words == "A little softer. Slow down."
    assert play.at(29).scene(said=said).words == "A little softer. Slow down."
    assert play.at(40).scene(said=said).words != "A little softer. Slow down."


def test_an_open_question_stands_in_the_line_of_words():
    play = Play()
    asking = next(step for step in play.plan.steps if step.ask)
    scene = play.at(asking.start_s + asking.move_s + 1).scene()
    assert scene.is_question
    assert scene.words.startswith("How’s the pressure")


def test_pausing_and_stopping_say_so_and_the_end_thanks():
    play = Play()
    assert play.at(5, Pause("p", Who.RECEIVER)).scene().words.startswith("Paused.")
    assert play.at(6, Stop("s", Who.RECEIVER)).scene().words.startswith("Stopped.")
    assert play.at(7, End("e")).scene().time_left == ""
    assert Play().at(1500).scene().words.startswith("Lift your hands slowly.")


def test_the_last_step_leads_to_a_quiet_end():
    play = Play()
    assert play.at(1495).scene().next == "a quiet end"


def test_colour_shows_light_and_dots_stand_in_for_it():
    play = Play().at(600)
    assert "▀" in play.screen(coloured=True)
    assert "▀" not in play.screen()
    assert any("\u2801" <= char <= "\u28ff" for char in play.screen())
