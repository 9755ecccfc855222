"""Put a plan into few words: what is said when, and why each step is there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from backrub.domain.back import Side, Site, SiteSide
from backrub.domain.brief import Brief, Outcome
from backrub.domain.catalogue import ENGLISH, Catalogue
from backrub.domain.check_in import Position
from backrub.domain.plan import Cue, Phase, Plan, Role, Step, Why
from backrub.domain.planner.tuning import Tuning
from backrub.domain.pressure import LIGHT, word_for
from backrub.domain.session.events import Finding
from backrub.domain.stroke import LADDER_TOOLS

WORDS_PER_S = 2.3
SPEECH_SHARE = 0.14
"""Less than the 15 % that the law allows, so that a question can still be put in other words."""

TURN_HEAD_EVERY_S = 165

_PHASE_CUES = {
    Phase.SETTLE: "settle.begin",
    Phase.LISTEN: "listen.begin",
    Phase.WARM_UP: "warm_up.begin",
    Phase.TURN: "turn.over",
    Phase.NECK_AND_SCALP: "head.begin",
}
_PHASE_WHYS = {
    Phase.SETTLE: "why.settle",
    Phase.LISTEN: "why.listen",
    Phase.WARM_UP: "why.warm_up",
    Phase.WORK: "why.work",
    Phase.TURN: "why.turn",
    Phase.NECK_AND_SCALP: "why.head_last",
    Phase.CLOSE: "why.close",
}
_FELT = 0.1


@dataclass(frozen=True, slots=True)
class _Offer:
    """A cue that may be said, the most needed (lowest rank) first."""

    rank: int
    step: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Speaker:
    """Word the steps of one brief."""

    brief: Brief
    catalogue: Catalogue
    tuning: Tuning

    def cues(
        self, steps: Sequence[Step], asked: frozenset[str], seconds: int, done: Sequence[Step] = ()
    ) -> list[tuple[Cue, ...]]:
        """Return the cues of every step, within the share of time that speech may take.

        `asked` are the ids of steps to ask in, `seconds` is the length of the evening, `done` the steps behind.
        """
        said = [cue for step in done for cue in step.cues]
        turned_s = max((cue.at_s for cue in said if cue.key == "turn_head"), default=0)
        heads = self._turn_heads(steps, turned_s, seconds)
        offers = [*self._needed(steps, asked, done), *heads, *self._welcome(steps)]
        budget = SPEECH_SHARE * seconds * WORDS_PER_S - sum(count_words(cue.text) for cue in said)
        chosen: list[list[Cue]] = [[] for _ in steps]
        for offer in sorted(offers, key=lambda o: (o.rank, o.cue.at_s)):
            words = count_words(offer.cue.text)
            if offer.rank and words > budget:
                continue
            budget -= words
            chosen[offer.step].append(offer.cue)
        return [tuple(sorted(cues, key=lambda c: c.at_s)) for cues in chosen]

    def _needed(self, steps: Sequence[Step], asked: frozenset[str], done: Sequence[Step]) -> Iterator[_Offer]:
        """Yield what must be said: how each phase begins and each question."""
        phase = done[-1].phase if done else None
        for i, step in enumerate(steps):
            begins = step.phase is not phase
            phase = step.phase
            if begins and step.phase in _PHASE_CUES:
                yield _Offer(0, i, self._cue(self._opening(step), step, step.start_s))
            if step.phase is Phase.CLOSE:
                key = "close.feather" if step.role is Role.FEATHER else "close.hold"
                yield _Offer(0, i, self._cue(key, step, step.start_s))
            if step.id in asked:
                opens = i + 1 < len(steps) and steps[i + 1].pressure > step.pressure >= _DEEPER_FROM
                key = "ask.deeper" if opens else "ask.pressure"
                yield _Offer(0, i, self._cue(key, step, step.start_s + step.move_s))

    def _opening(self, step: Step) -> str:
        """Return the phrase that opens a phase, in the words of what hands do."""
        if self.brief.outcome is Outcome.HOLD_ONLY and step.covers:
            return "hold.begin"
        if not step.covers and step.phase is Phase.SETTLE:
            return "settle.hands"
        glides = self.catalogue.strokes[step.stroke].speed_cm_s is not None
        if step.phase is Phase.WARM_UP and not glides:
            return "warm_up.press"
        return _PHASE_CUES[step.phase]

    def _welcome(self, steps: Sequence[Step]) -> Iterator[_Offer]:
        """Yield what helps if there is time to say it: the next place, how to lean, when to rest."""
        tools: set[object] = set()
        for i, step in enumerate(steps):
            if step.role is Role.REST:
                yield _Offer(1, i, self._cue("rest.begin", step, step.start_s))
            if step.phase in {Phase.WORK, Phase.NECK_AND_SCALP} and step.role is not Role.REST:
                yield self._announcement(steps, i)
            if step.tool in LADDER_TOOLS and step.tool not in tools:
                tools.add(step.tool)
                yield _Offer(
                    3, i, self._cue(f"mechanics.{step.tool.value}", step, step.start_s + step.move_s)
                )
            if step.phase is Phase.LISTEN and (i == 0 or steps[i - 1].phase is not Phase.LISTEN):
                yield _Offer(2, i, self._cue("listen.look", step, step.start_s + step.duration_s // 2))

    def _announcement(self, steps: Sequence[Step], i: int) -> _Offer:
        step, before = steps[i], steps[i - 1] if i else None
        same = before is not None and (before.site, before.side) == (step.site, step.side)
        if step.role is Role.FOCAL and not same:
            return _Offer(1, i, self._cue("step.focal", step, step.start_s))
        if same and before is not None and before.stroke == step.stroke:
            return _Offer(5, i, self._cue("sign.watch", step, step.start_s + step.duration_s // 2))
        return _Offer(
            4 if same else 2, i, self._cue("step.same" if same else "step.begin", step, step.start_s)
        )

    def _turn_heads(self, steps: Sequence[Step], since_s: int, seconds: int) -> Iterator[_Offer]:
        """Yield a word to turn the head, where a face lies flat without a cradle."""
        frame = self.brief.frame
        if frame.position is not Position.PRONE or frame.cradle or not steps:
            return
        left = seconds - since_s
        count = left // TURN_HEAD_EVERY_S
        for n in range(1, count + 1):
            at_s = max(since_s + n * left // (count + 1), steps[0].start_s)
            i = next(i for i, s in enumerate(steps) if s.start_s <= at_s < s.end_s)
            yield _Offer(0, i, self._cue("turn_head", steps[i], at_s))

    def _cue(self, key: str, step: Step, at_s: int) -> Cue:
        text = self.catalogue.say(
            key,
            place=self.place(step),
            stroke=self.catalogue.strokes[step.stroke].name,
            pressure=self.catalogue.pressures[word_for(step.pressure)].name,
            side=self.catalogue.side_name(step.side),
            giver=self.brief.giver,
            receiver=self.brief.receiver,
        )
        return Cue(key, text, at_s)

    def worded(self, plan: Plan) -> Plan:
        """Return a plan, which is written in English, with its lines in the words of this catalogue."""
        if self.catalogue.language == ENGLISH:
            return plan
        return replace(plan, steps=tuple(replace(step, cues=self._worded(step)) for step in plan.steps))

    def _worded(self, step: Step) -> tuple[Cue, ...]:
        return tuple(self._cue(cue.key, step, cue.at_s) for cue in step.cues)

    def place(self, step: Step) -> str:
        """Return how a person would name where a step is."""
        if isinstance(step.site, Site):
            if step.side is Side.BOTH:
                return self.catalogue.sites[step.site].name
            return self.catalogue.place_name(_only(step))
        return self.catalogue.within(f"place.{step.site.value}")

    def whys(self, step: Step, reason: str) -> tuple[Why, ...]:
        """Return why a step is there: the wish, what was found or learned, or its place in the order."""
        keys = [reason] if reason else []
        keys += [self._role_why(step)]
        keys += ["why.ticklish"] if not self.brief.ticklish.isdisjoint(step.covers) else []
        keys += self._bent_by(step)
        whys = [Why(key, self.catalogue.say(key, place=self.place(step))) for key in dict.fromkeys(keys)]
        return (*whys, *self._wished(step))

    def _wished(self, step: Step) -> Iterator[Why]:
        """Yield the kind of touch a working step is, where it is wished for."""
        family = self.catalogue.strokes[step.stroke].family
        for kind in self.brief.wish.kinds:
            if kind.family is family and step.role in {Role.WORK, Role.FOCAL}:
                yield Why(
                    "why.kind", self.catalogue.say("why.kind", word=self.catalogue.within(f"kind.{kind}"))
                )

    def _role_why(self, step: Step) -> str:
        if step.role is Role.FOCAL:
            return "why.spot"
        if step.role is Role.REST:
            return "why.rest"
        return "why.ease" if step.role is Role.EASE else _PHASE_WHYS[step.phase]

    def _bent_by(self, step: Step) -> list[str]:
        """Return the keys for what bends a working step away from the plain wish."""
        if step.role not in {Role.WORK, Role.FOCAL}:
            return []
        shift = _largest(self.tuning.learned, step.covers) if step.pressure > LIGHT else 0.0
        learned = ["why.learned_firmer" if shift > 0 else "why.learned_softer"] if abs(shift) > _FELT else []
        found = _found(self.tuning.findings, step.covers)
        return learned + [f"why.finding_{finding.value}" for finding in found]


_DEEPER_FROM = 3.3


def _only(step: Step) -> SiteSide:
    return SiteSide(f"{step.site.value}:{step.side.value}")


def _largest(learned: Mapping[SiteSide, float], covers: Iterable[SiteSide]) -> float:
    return max((learned.get(ss, 0.0) for ss in covers), key=abs, default=0.0)


def _found(findings: Iterable[tuple[SiteSide, Finding]], covers: Iterable[SiteSide]) -> list[Finding]:
    touched = set(covers)
    return list(dict.fromkeys(finding for where, finding in findings if where in touched))


def count_words(text: str) -> int:
    """Return how many words a line takes to say."""
    return len(text.split())
