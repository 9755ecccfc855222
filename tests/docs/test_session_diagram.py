"""The session's diagram is drawn from its table."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
DIAGRAMS = runpy.run_path(str(ROOT / "script" / "diagrams"))


def test_the_diagram_is_current():
    written = (ROOT / "docs" / "session-states.md").read_text(encoding="utf-8")
    assert written == DIAGRAMS["session_states"](), "run .venv/bin/python script/diagrams"


def test_every_change_of_state_is_an_arrow():
    drawn = DIAGRAMS["session_states"]()
    for arrow in ("waiting --> running: begin", "paused --> running: resume", "ended --> debriefed: debrief"):
        assert arrow in drawn
