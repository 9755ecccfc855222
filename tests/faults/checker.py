"""What must hold of an evening through any fault, judged from what phones sent and heard and what the log holds.

The judge knows neither server nor database; it replays the history and says in sentences what is wrong.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

WITHIN_S = 5.0
"""How soon after a fault everything must be live again."""


@dataclass(frozen=True, slots=True)
class Sent:
    """State that a phone sent a press, first at `sent_s`; `taken_s` is when it was acknowledged, None if never."""

    phone: str
    session: str
    key: str
    sent_s: float
    taken_s: float | None


@dataclass(frozen=True, slots=True)
class Logged:
    """State an event of a log; `key` is that of the press it records, None where it records none."""

    session: str
    seq: int
    key: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """State that a phone's stream told something; `anew` where it was the whole state of a stream just opened."""

    phone: str
    session: str
    seq: int
    at_s: float
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Over:
    """State when a fault was over."""

    fault: str
    at_s: float


@dataclass(frozen=True, slots=True)
class History:
    """Hold all of it, in the order it happened; `told` is the last seq of each session that both may know."""

    sent: tuple[Sent, ...]
    logged: tuple[Logged, ...]
    heard: tuple[Heard, ...]
    over: tuple[Over, ...]
    told: dict[str, int]


def check(history: History) -> list[str]:
    """Return what is wrong, a sentence each; nothing if all is well."""
    laws = (_lost, _doubled, _out_of_order, _with_gaps, _backwards, behind, _late_to_press, _late_to_hear)
    return [sentence for law in laws for sentence in law(history)]


def _seqs(history: History) -> dict[tuple[str, str], list[int]]:
    """Return where each press of a session is recorded."""
    found = defaultdict(list)
    for one in history.logged:
        if one.key is not None:
            found[one.session, one.key].append(one.seq)
    return found


def _lost(history: History) -> Iterator[str]:
    seqs = _seqs(history)
    for one in history.sent:
        if one.taken_s is not None and not seqs.get((one.session, one.key)):
            yield f"Press {one.key} of {one.phone} was acknowledged and is not in the log of {one.session}."


def _doubled(history: History) -> Iterator[str]:
    for (session, key), seqs in _seqs(history).items():
        if len(seqs) > 1:
            yield f"Press {key} is {len(seqs)} times in the log of {session}, at {seqs}."


def _out_of_order(history: History) -> Iterator[str]:
    """Who had an answer before sending the next press finds both in that order."""
    seqs = _seqs(history)
    latest: dict[str, tuple[int, str]] = {}
    moments = [(one.sent_s, 1, one) for one in history.sent]
    moments += [(one.taken_s, 0, one) for one in history.sent if one.taken_s is not None]
    for _, is_sending, one in sorted(moments, key=lambda moment: moment[:2]):
        seq = min(seqs.get((one.session, one.key), [0]))
        before, key = latest.get(one.phone, (0, ""))
        if is_sending and 0 < seq < before:
            yield f"{one.phone} sent {one.key} after {key} was acknowledged, and the log has it before."
        if not is_sending and seq > before:
            latest[one.phone] = (seq, one.key)


def _with_gaps(history: History) -> Iterator[str]:
    found = defaultdict(list)
    for one in history.logged:
        found[one.session].append(one.seq)
    for session, seqs in found.items():
        if seqs != list(range(1, len(seqs) + 1)):
            wrong = next((a, b) for a, b in pairwise([0, *seqs]) if b != a + 1)
            yield f"The log of {session} goes on with {wrong[1]} after {wrong[0]}."


def _backwards(history: History) -> Iterator[str]:
    last: dict[str, int] = {}
    for one in history.heard:
        before = last.get(one.phone, 0)
        if one.seq < before or (one.seq == before and not one.anew):
            yield f"The stream of {one.phone} told {one.seq} after {before}."
        last[one.phone] = max(before, one.seq)


def behind(history: History) -> Iterator[str]:
    """Yield which streams have not told all there is."""
    ends: dict[str, tuple[str, int]] = {one.phone: (one.session, 0) for one in history.sent}
    for one in history.heard:
        ends[one.phone] = (one.session, one.seq)
    for phone, (session, seq) in ends.items():
        if seq != history.told[session]:
            yield f"The stream of {phone} ends at {seq}, and the log of {session} at {history.told[session]}."


def _late_to_press(history: History) -> Iterator[str]:
    for phone in sorted({one.phone for one in history.sent}):
        taken = sorted(one.taken_s for one in history.sent if one.phone == phone and one.taken_s is not None)
        for over in history.over:
            first = next((at_s for at_s in taken if at_s >= over.at_s), None)
            if first is None:
                yield f"No press of {phone} was taken any more after: {over.fault}."
            elif first - over.at_s > WITHIN_S:
                yield f"A press of {phone} was taken only {first - over.at_s:.1f} s after: {over.fault}."


def _late_to_hear(history: History) -> Iterator[str]:
    """What was pressed once a fault is over is heard by everyone within the time allowed after it."""
    seqs = _seqs(history)
    sessions = {one.phone: one.session for one in history.sent}
    for over in history.over:
        for phone, session in sorted(sessions.items()):
            pressed = [
                min(seqs[one.session, one.key])
                for one in history.sent
                if one.session == session and one.sent_s >= over.at_s and seqs.get((one.session, one.key))
            ]
            heard = [
                one.at_s
                for one in history.heard
                if one.phone == phone and pressed and one.seq >= min(pressed)
            ]
            if not heard:
                yield f"The stream of {phone} told nothing new after: {over.fault}."
            elif min(heard) - over.at_s > WITHIN_S:
                yield f"The stream of {phone} told only {min(heard) - over.at_s:.1f} s after: {over.fault}."
