"""Wire the sound of an evening into a file: its score, music, voice, chapters and cover."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from backrub.application.sound_ports import Voice
from backrub.audio.chapters import chapters_of
from backrub.audio.characters import Character
from backrub.audio.cover import jpeg_of
from backrub.audio.encode import Ending, Label
from backrub.audio.own_music import OwnMusic
from backrub.audio.render import Instrument, Renderer
from backrub.audio.sound_file import Told, write_sound_file
from backrub.audio.speech_lines import Line, SpeechLines, line_at
from backrub.bootstrap.evening import OnBody
from backrub.domain.brief import Brief
from backrub.domain.catalogue import ENGLISH
from backrub.domain.check_in import Position
from backrub.domain.errors import BadInput, UnreadableSound, VoiceUnavailable
from backrub.domain.plan import Phase, Plan
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker
from backrub.domain.score.breakpoints import Breakpoints, breakpoints
from backrub.domain.score.compose import compose
from backrub.domain.score.hearing import Hearing, heard
from backrub.domain.score.opening import KEY as OPENING
from backrub.domain.score.opening import opened
from backrub.domain.score.score import Score
from backrub.pictures.step_picture import step_picture
from backrub.pictures.theme import LIVE, SkinTone
from backrub.speech.choose import WORDS_PER_MINUTE, best_voice, voice_named

TITLE = "A quiet evening"
"""What a locked screen may show to anyone."""

_SHARE_OF_SPEECH = 0.1


@dataclass(frozen=True, slots=True)
class Listening:
    """Hold how an evening is to be heard; `music` is a file to play in place of ours."""

    hearing: Hearing = Hearing.VOICE
    character: Character = Character.WARM
    music: Path | None = None
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Composed:
    """Join the score of an evening with the words said first and the picture shown beside it, a JPEG."""

    score: Score
    opening: str
    cover: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """Tell what a file became: how many chapters, who speaks in it, and what it had to do without."""

    chapters: int
    voice: str | None
    without: tuple[str, ...]


def check_sound_path(path: Path) -> None:
    """Let pass a path that a sound file can be written to.

    Raises: BadInput, if there is no such kind of file, or no such folder.
    """
    *most, last = (f".{ending.value}" for ending in Ending)
    if path.suffix.lower() not in {*most, last}:
        raise BadInput(f"{path} is no name for a sound file; it ends in {', '.join(most)} or {last}.")
    if path.is_dir():
        raise BadInput(f"{path} is a folder; name a file in it.")
    if not path.parent.is_dir():
        raise BadInput(f"{path.parent} is not a folder; name one that is there.")


def voice_of(data_dir: Path, environ: Mapping[str, str], name: str | None) -> Voice:
    """Return the voice of a name, or the best there is.

    Raises: BadInput, naming the voices there are.
    """
    return voice_named(data_dir, environ, name) if name else best_voice(data_dir, environ)


def composed(plan: Plan, brief: Brief, tuning: Tuning, here: OnBody, *, seed: int) -> Composed:
    """Return the score of a plan that was traced on a body, ready to be written; it has steps."""
    speaker = Speaker(brief, here.catalogue, tuning)
    score = compose(speaker.worded(plan), here.tracer.body_map, speaker, seed=seed)
    seated = brief.frame.position is not Position.PRONE
    return Composed(score, here.catalogue.say(OPENING), _cover(plan, here, seated=seated))


def write_evening(path: Path, evening: Composed, voice: Voice, listening: Listening, told: Told) -> Made:
    """Write an evening to a sound file, with what voice and music there are.

    Raises: OSError, if there is no room or no permission; nothing of the file stays then.
    """
    points = opened(breakpoints(evening.score), evening.opening)
    lines, mute = _lines(points, voice, listening.hearing, told)
    points = heard(points, Hearing.CHIMES if mute else listening.hearing)
    chapters = chapters_of(evening.score)
    label = Label(TITLE, chapters, evening.cover)
    with ExitStack() as held:
        own, unread = _own(listening.music, held)
        music = Renderer(points, listening.character, evening.score.seed, own=own)
        write_sound_file(
            path,
            music,
            SpeechLines(lines),
            label,
            seconds=evening.score.seconds,
            told=lambda share: told(_SHARE_OF_SPEECH + (1 - _SHARE_OF_SPEECH) * share),
        )
    return Made(len(chapters), voice.name if lines else None, tuple(filter(None, (mute, unread))))


def _lines(points: Breakpoints, voice: Voice, hearing: Hearing, told: Told) -> tuple[list[Line], str]:
    """Return what is said, each line after the one before has ended; or nothing, and why nobody speaks."""
    if hearing is not Hearing.VOICE:
        return [], ""
    lines: list[Line] = []
    try:
        for number, cue in enumerate(points.spoken):
            told(_SHARE_OF_SPEECH * number / len(points.spoken))
            spoken = voice.say(cue.text, words_per_minute=WORDS_PER_MINUTE)
            lines.append(line_at(cue.at_s, spoken, after=lines[-1].end if lines else 0))
    except VoiceUnavailable as why:
        return [], str(why)
    return lines, ""


def _own(path: Path | None, held: ExitStack) -> tuple[Instrument | None, str]:
    """Return the music of a file, or none and why; it is let go with `held`."""
    try:
        return (held.enter_context(OwnMusic.read(path)) if path else None), ""
    except UnreadableSound as why:
        return None, f"{why} Ours plays instead."


def _cover(plan: Plan, here: OnBody, *, seated: bool) -> bytes:
    """Return the picture of the longest broad glide, or of the longest touch where nothing glides."""
    step = max(plan.steps, key=lambda each: (bool(each.covers), each.phase is Phase.WARM_UP, each.contact_s))
    look = replace(here.look(LIVE, "candle", SkinTone.OLIVE, seated=seated), motion="still")
    return jpeg_of(step_picture(step, here.catalogue.strokes[step.stroke], here.tracer.body_map, look))
