"""Which command fits which state, and the states it may lead to.

Everything about the session's states is this table: `decide` refuses what it lacks, docs/session-states.md
is drawn from it. A command is looked up after all that was due by its time has happened. Stop fits every
state, and like a repeated Pause or Resume it changes nothing where there is nothing to change.
"""

from collections.abc import Mapping

from backrub.domain.session.commands import (
    Advance,
    AnswerQuestion,
    Begin,
    Command,
    Debrief,
    End,
    Extend,
    GiveFeedback,
    NoteFinding,
    NoteLate,
    NoteSign,
    Pause,
    Resume,
    SayWhen,
    Skip,
    Stop,
)
from backrub.domain.session.state import State

TRANSITIONS: Mapping[State, Mapping[type[Command], tuple[State, ...]]] = {
    State.WAITING: {
        Begin: (State.RUNNING,),
        Advance: (State.WAITING,),
        Stop: (State.WAITING,),
    },
    State.RUNNING: {
        Advance: (State.RUNNING, State.ENDED),
        GiveFeedback: (State.RUNNING, State.ENDED),
        AnswerQuestion: (State.RUNNING,),
        SayWhen: (State.RUNNING,),
        NoteFinding: (State.RUNNING,),
        NoteSign: (State.RUNNING,),
        Extend: (State.RUNNING,),
        Skip: (State.RUNNING, State.ENDED),
        Pause: (State.PAUSED,),
        Resume: (State.RUNNING,),
        Stop: (State.STOPPED,),
        End: (State.ENDED,),
        NoteLate: (State.RUNNING,),
    },
    State.PAUSED: {
        Advance: (State.PAUSED,),
        GiveFeedback: (State.PAUSED, State.ENDED),
        AnswerQuestion: (State.PAUSED,),
        SayWhen: (State.PAUSED,),
        NoteFinding: (State.PAUSED,),
        NoteSign: (State.PAUSED,),
        Extend: (State.PAUSED,),
        Skip: (State.PAUSED, State.ENDED),
        Pause: (State.PAUSED,),
        Resume: (State.RUNNING,),
        Stop: (State.STOPPED,),
        End: (State.ENDED,),
        NoteLate: (State.PAUSED,),
    },
    State.STOPPED: {
        Advance: (State.STOPPED,),
        Resume: (State.RUNNING,),
        Stop: (State.STOPPED,),
        End: (State.ENDED,),
        NoteLate: (State.STOPPED,),
    },
    State.ENDED: {
        Debrief: (State.DEBRIEFED,),
        Advance: (State.ENDED,),
        Stop: (State.ENDED,),
        NoteLate: (State.ENDED,),
    },
    State.DEBRIEFED: {
        Advance: (State.DEBRIEFED,),
        Stop: (State.DEBRIEFED,),
        NoteLate: (State.DEBRIEFED,),
    },
}
