"""The live guide in a real terminal: keys are heard, the screen answers, and the terminal is left as it was."""

import json
import signal

import pytest
from tests.commands import EXAMPLES, backrub
from tests.terminal import Terminal

SCOTT = EXAMPLES / "cheryl_and_scott.toml"
ALTERNATE, BACK = "\x1b[?1049h", "\x1b[?1049l"
FAST = ("--speed", "30")
PROMPT = "> "


@pytest.fixture
def home(tmp_path):
    return {"HOME": str(tmp_path), "BACKRUB_DATA_DIR": str(tmp_path / "data")}


def begun(terminal):
    """Say yes to the brief and wait for the first touch."""
    terminal.wait_for("Enter begins")
    terminal.press("\n")
    terminal.wait_for("to go")
    return terminal


def told(tmp_path):
    kept = backrub("history", "--format", "json", "--data-dir", tmp_path / "data", home=tmp_path)
    return json.loads(kept.stdout)["histories"]


def until_work(terminal):
    """Move on until hands work: only what was worked on is asked about at the end."""
    while "Back and shoulders" not in terminal.text:
        terminal.press("m")
        terminal.wait_for("to go")


def answered(terminal, *answers):
    """Press each answer where its question stands, written to the end: the rest of one is no other question."""
    for question, answer in answers:
        terminal.wait_for(question, then=PROMPT)
        terminal.press(f"{answer}\n")


def test_keys_are_heard_and_answered_in_words(home):
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        begun(terminal)
        for key, words in (
            ("s", "A little softer. Slow down."),
            ("n", "What do you notice?"),
            ("3", "Where is it?"),
            ("9", "On which side?"),
            ("2", "A knot in the back of the right hip"),
            ("p", "Paused"),
            ("p", "Going on"),
            ("+", "A little longer, gladly."),
            ("o", "Lovely. Just like this."),
        ):
            terminal.press(key)
            terminal.wait_for(words)


def test_an_evening_from_the_wish_to_how_it_felt_is_kept_and_leaves_nothing(home, tmp_path):
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        before = terminal.settings()
        assert "Cheryl would love slow, firm hands" in terminal.wait_for("Enter begins")
        terminal.press("\n")
        until_work(terminal)
        terminal.press(" ")
        terminal.wait_for("Stopped. Rest your hands, and ask.")
        terminal.press("e")
        answered(terminal, ("Hand it to Cheryl", ""), ("How did it feel?", "warm"))
        answered(terminal, ("0 is none", "eleven"), ("0 is none", "3"))
        while "put up with" not in terminal.wait_for("Only Cheryl sees this", then=PROMPT):
            terminal.press("1\n")
        terminal.press("\n")
        answered(terminal, ("next time", "the quiet"))
        assert terminal.wait() == 0
        assert terminal.settings() == before
        assert terminal.written.rpartition(BACK)[2].strip() == "Thank you for this time together."
    (evening,) = told(tmp_path)[0]["evenings"]
    debrief = evening["debrief"]
    assert (debrief["felt"], debrief["keep"]) == ("warm", "the quiet")
    assert debrief["tension_after"] == {"between_blades:left": 3}
    assert {site["wants"] for site in debrief["sites"]} == {-1}


def test_q_before_the_first_touch_is_for_another_time(home, tmp_path):
    with Terminal("guide", SCOTT, env=home) as terminal:
        terminal.wait_for("Enter begins")
        terminal.press("q")
        assert terminal.wait() == 0
    assert told(tmp_path) == []


def test_an_evening_that_was_stopped_goes_on_only_when_someone_says_so(home):
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        begun(terminal)
        terminal.press(" ")
        terminal.wait_for("Stopped. Rest your hands, and ask.")
        terminal.press("f")
        terminal.press("g")
        terminal.wait_for("softer")


def test_arrow_keys_do_not_stop_the_evening_but_escape_does(home):
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        begun(terminal)
        terminal.press("\x1b[A\x1bOP\x1b[6~")
        terminal.press("o")
        terminal.wait_for("Lovely. Just like this.")
        terminal.press("\x1b")
        terminal.wait_for("Stopped.")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(home, number):
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        before = terminal.settings()
        begun(terminal)
        assert terminal.settings() != before
        terminal.process.send_signal(number)
        assert terminal.wait() == 130
        assert terminal.settings() == before
        assert terminal.written.rfind(BACK) > terminal.written.rfind(ALTERNATE)
        assert "Traceback" not in terminal.text


def test_an_evening_cut_off_asks_whether_to_go_on(home, tmp_path):
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        begun(terminal)
        terminal.press("s")
        terminal.wait_for("A little softer.")
        terminal.process.kill()
        terminal.wait()
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        terminal.wait_for("Go on where you were?")
        terminal.press("\n")
        terminal.wait_for("to go")
        terminal.press("q")
        terminal.wait_for("Stopped.")
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        terminal.wait_for("Go on where you were?")
        terminal.press("n\n")
        begun(terminal)
        terminal.press("q")
        terminal.wait_for("Stopped.")


@pytest.mark.parametrize(("columns", "rows"), [(60, 20), (80, 24), (120, 40)])
def test_the_screen_fits_windows_large_and_small(home, columns, rows):
    with Terminal("guide", SCOTT, *FAST, columns=columns, rows=rows, env=home) as terminal:
        begun(terminal)
        terminal.press("s")
        assert "space stop" in terminal.wait_for("A little softer.") + terminal.text


def test_the_screen_follows_a_window_that_changes(home):
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        begun(terminal)
        terminal.resize(40, 10)
        terminal.wait_for("A window of 60 by 20 shows more.")
        terminal.resize(100, 30)
        terminal.wait_for("space stop")


def test_a_rehearsal_plays_itself_on_the_whole_screen(home, tmp_path):
    line = ("guide", EXAMPLES / "five_minutes.toml", "--receiver", "simulated:7", "--speed", "400")
    with Terminal(*line, env=home) as terminal:
        assert terminal.wait() == 0
        assert "to go" in terminal.text
        assert terminal.text.rstrip().endswith("Thank you for this time together.")
    assert told(tmp_path)[0]["evenings"][0]["debrief"] is not None


def test_without_colour_the_back_is_drawn_in_dots(home):
    with Terminal("guide", SCOTT, *FAST, env={**home, "NO_COLOR": "1"}) as terminal:
        begun(terminal)
        assert "38;2;" not in terminal.written
        assert "\u2588" not in terminal.text
        assert any("\u2801" <= char <= "\u28ff" for char in terminal.text)


def test_what_is_said_privately_never_stays_on_the_screen(home):
    with Terminal("guide", SCOTT, *FAST, env=home) as terminal:
        begun(terminal)
        terminal.press(" ")
        terminal.wait_for("Stopped.")
        terminal.press("e")
        terminal.wait_for("Hand it to Cheryl")
        terminal.press("\nsecret words\n")
        terminal.wait_for("0 is none")
        terminal.press("\x04")
        terminal.process.send_signal(signal.SIGTERM)
        terminal.wait()
        assert "secret" not in terminal.written.rpartition(BACK)[2]
        assert terminal.written.rfind(BACK) > terminal.written.find("secret")


def test_events_may_be_watched_while_someone_sits_at_the_keys(home):
    with Terminal("guide", SCOTT, *FAST, "--format", "jsonl", env=home) as terminal:
        terminal.wait_for('"kind":"step_began"')
        terminal.press("s")
        terminal.wait_for('"feedback":"softer"')
        terminal.press("q")
        terminal.wait_for('"kind":"stopped"')
        terminal.press("e")
        answered(terminal, ("Hand it to Cheryl", ""), ("How did it feel?", "calm"))
        terminal.press("\n" * 9)
        terminal.wait_for('"kind":"debriefed"')
        assert terminal.wait() == 0
