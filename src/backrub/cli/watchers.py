"""Watch an evening pass: as events for programs, as plain lines, or live on the whole screen."""

from collections.abc import Callable, Sequence

from rich.live import Live

from backrub.application.ports import Recorded
from backrub.application.relay import relay
from backrub.cli.guide_view import guide_view
from backrub.cli.output import write
from backrub.cli.plan_view import clock_face
from backrub.cli.remote import Noticing
from backrub.cli.scene import Said, Scene, scene_of
from backrub.documents.event_json import event_line
from backrub.domain.plan import Step
from backrub.domain.planner.words import Speaker
from backrub.domain.pressure import word_for
from backrub.domain.session.events import PlanChanged, SessionBegan, SessionEnded, StepBegan
from backrub.domain.session.state import Session, plan_ms

REFUSED = "That key does nothing just now."


class EventLines:
    """Print every event as a line of JSON."""

    def show(self, recorded: Sequence[Recorded], session: Session) -> None:  # noqa: ARG002
        """Print the events at once; they are durable."""
        write("".join(f"{event_line(one.seq, one.event)}\n" for one in recorded).encode())

    def draw(self, session: Session, now_ms: int) -> None:
        """Draw nothing."""

    def refuse(self, session: Session, now_ms: int) -> None:
        """Say nothing: no event, no line."""


class PlainLines:
    """Print where hands go and what is relayed, one line each, for pipes and simple terminals."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._steps: dict[str, Step] = {}

    def show(self, recorded: Sequence[Recorded], session: Session) -> None:  # noqa: ARG002
        """Print the lines of one command."""
        lines = [self._line(one) for one in recorded]
        saying = relay(recorded)
        relayed = f"       {saying.worded(self._speaker.catalogue)}" if saying else None
        for text in (*lines, relayed):
            if text:
                write(f"{text}\n".encode())

    def draw(self, session: Session, now_ms: int) -> None:
        """Draw nothing: lines tell only what happens."""

    def refuse(self, session: Session, now_ms: int) -> None:  # noqa: ARG002
        """Say that the key means nothing now."""
        write(f"       {REFUSED}\n".encode())

    def _line(self, recorded: Recorded) -> str | None:
        say = self._speaker.catalogue.say
        match recorded.event:
            case SessionBegan(brief=brief, plan=plan):
                self._steps |= {step.id: step for step in plan.steps}
                return "\n".join([*brief.words, ""])
            case PlanChanged(plan=plan):
                self._steps |= {step.id: step for step in plan.steps}
            case StepBegan(at_ms=at_ms, step=step_id):
                return f"{clock_face(at_ms // 1000):>5}  {self._step(self._steps[step_id])}"
            case SessionEnded(completed=True):
                return f"       {say('close.end')}"
        return None

    def _step(self, step: Step) -> str:
        stroke = self._speaker.catalogue.strokes[step.stroke].name
        return f"{self._speaker.place(step)}: {stroke}, {word_for(step.pressure).value}"


class LiveScreen:
    """Draw the session on the whole screen, only when what it shows has changed."""

    def __init__(self, live: Live, speaker: Speaker, noticing: Callable[[], Noticing | None]) -> None:
        self._live = live
        self._speaker = speaker
        self._noticing = noticing
        self._said = Said()
        self._drawn: tuple[Scene, tuple[int, int]] | None = None

    def show(self, recorded: Sequence[Recorded], session: Session) -> None:
        """Relay what was said; it stays until the next words."""
        if saying := relay(recorded):
            line = saying.worded(self._speaker.catalogue)
            self._said = Said(line, plan_ms(session, recorded[-1].event.at_ms))

    def draw(self, session: Session, now_ms: int) -> None:
        """Draw the session at a time of its clock."""
        scene = scene_of(session, now_ms, self._speaker, said=self._said, noticing=self._noticing())
        console = self._live.console
        drawing = (scene, console.size)
        if drawing != self._drawn:
            self._drawn = drawing
            self._live.update(guide_view(scene, console), refresh=True)

    def refuse(self, session: Session, now_ms: int) -> None:
        """Say for a moment that the key means nothing now."""
        self._said = Said(REFUSED, plan_ms(session, now_ms))
