"""Measure how well likings are learned, on invented couples of two families, beside simpler rules and packages.

Adds its section to benchmarks/results.md, after all others, and draws its plots to docs/pictures.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from random import Random
from statistics import fmean

from benchmarks.receivers.play import Played, Rule, Took, play
from benchmarks.receivers.plots import Line, plot
from benchmarks.receivers.ratio import ratio_couple
from benchmarks.receivers.rules import Fixed, Staircase
from benchmarks.receivers.threshold import threshold_couple
from benchmarks.results import keep

from backrub.domain.preferences import LEARNED, Elo, Taste

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
TITLE = "## What someone likes"
COUPLES, FEW, BATCH = 300, 60, 30
EXTRAS = {"QUEST+ per site (`questplus`)": ("questplus", FEW), "ordinal GP (`aepsych`)": ("aepsych", 4)}
"""Packages that a few couples are played with, where they are installed."""
AS_MANY_AS_IT_LIKES = 99
BUDGETS = (0, 1, 2, 3, 4, 6)
YEAR, HALF_MINUTES, ANSWERS = 52, 60, 6

FAMILIES = (threshold_couple, ratio_couple)


def _questplus() -> Rule:
    from benchmarks.receivers.questplus_rule import QuestPlusRule  # noqa: PLC0415 - an optional extra

    return QuestPlusRule()


def _aepsych() -> Rule:
    from benchmarks.receivers.aepsych_rule import AepsychRule  # noqa: PLC0415 - an optional extra

    return AepsychRule()


RULES: dict[str, Callable[[], Rule]] = {
    "fixed 3": Fixed,
    "staircase per site, fresh": lambda: Staircase(shared=False, carried=False),
    "staircase per site": lambda: Staircase(shared=False),
    "one shared staircase": lambda: Staircase(shared=True),
    "QUEST+ per site (`questplus`)": _questplus,
    "ordinal GP (`aepsych`)": _aepsych,
    "Elo": Elo,
    "the learner": Taste,
}


@dataclass(frozen=True, slots=True)
class Trial:
    """Name a rule, how often it may ask, and what the couples are like."""

    rule: str
    questions: int = 6
    couples: int = COUPLES
    hides: bool = False
    notices: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold the evenings of many couples under a rule, by couple; families take turns."""

    couples: tuple[tuple[Played, ...], ...]

    @property
    def evenings(self) -> Iterator[Played]:
        """Return all evenings."""
        return chain.from_iterable(self.couples)

    @property
    def each_err(self) -> list[float]:
        """Return each couple's error."""
        return [_err(couple) for couple in self.couples]

    @property
    def err(self) -> float:
        """Return the error over all evenings."""
        return _err(self.evenings)

    def err_between(self, first: int, last: int) -> float:
        """Return the error over some evenings, counted from 1."""
        return _err(chain.from_iterable(couple[first - 1 : last] for couple in self.couples))

    def err_of_family(self, number: int) -> float:
        """Return the error over one family of couples."""
        return _err(chain.from_iterable(self.couples[number :: len(FAMILIES)]))

    @property
    def p90(self) -> float:
        """Return the error that nine of ten couples stay within."""
        return sorted(self.each_err)[int(0.9 * len(self.couples))]

    @property
    def over_percent(self) -> float:
        """Return the share of time at more than a level too firm."""
        return 100 * sum(one.over_s for one in self.evenings) / sum(one.seconds for one in self.evenings)

    @property
    def bad_percent(self) -> float:
        """Return the share of evenings with more than a minute of that."""
        return 100 * fmean(one.bad for one in self.evenings)

    @property
    def questions(self) -> float:
        """Return the questions of an evening."""
        return fmean(one.questions for one in self.evenings)

    @property
    def corrections(self) -> float:
        """Return what was said unasked to change the pressure, an evening from the third on."""
        return fmean(one.corrections for couple in self.couples for one in couple[2:])

    def micros(self, calls: Callable[[Played], Took]) -> float:
        """Return microseconds a call, of the processor's time; 0 where there was none."""
        took = [calls(one) for one in self.evenings]
        count = sum(one.calls for one in took)
        return 1e6 * sum(one.seconds for one in took) / count if count else 0.0


def _err(evenings: Iterator[Played] | Sequence[Played]) -> float:
    return fmean(one.err for one in evenings)


def main() -> None:
    keep("\n".join(_section()))


def run(trials: Sequence[Trial]) -> dict[Trial, Outcome]:
    """Return what came of trials, on all cores; every rule meets the same couples."""
    jobs = [(trial, first) for trial in trials for first in range(0, trial.couples, BATCH)]
    with ProcessPoolExecutor() as pool:
        batches = list(pool.map(_batch, *zip(*jobs, strict=True)))
    return {
        trial: Outcome(
            tuple(chain(*(batch for job, batch in zip(jobs, batches, strict=True) if job[0] == trial)))
        )
        for trial in trials
    }


def _batch(trial: Trial, first: int) -> list[tuple[Played, ...]]:
    return [_couple(trial, seed) for seed in range(first, min(first + BATCH, trial.couples))]


def _couple(trial: Trial, seed: int) -> tuple[Played, ...]:
    make = FAMILIES[seed % len(FAMILIES)]
    couple = make(Random(seed), hides=trial.hides, notices=trial.notices)
    return tuple(play(RULES[trial.rule](), couple, Random(f"way {seed}"), trial.questions))


def _section() -> Iterator[str]:
    beside = [Trial(name, couples=_couples(name)) for name in RULES if _couples(name)]
    asked = [Trial("the learner", questions) for questions in (0, 3, AS_MANY_AS_IT_LIKES)]
    harder = [Trial("the learner", hides=True), Trial("the learner", notices=False)]
    curve = [Trial(rule, budget, FEW) for rule in ("Elo", "the learner") for budget in BUDGETS]
    found = run([*beside, *asked, *harder, *curve])
    yield from (TITLE, "")
    yield (
        f"{COUPLES} invented couples of two families that are not the learner's model, taking turns "
        "([what they are](../docs/decisions/0014-preferences.md)); 6 evenings of 30 minutes over 14 site-sides; "
        "a question costs 10 s at the old pressure. err: levels away from what is wanted, by time; over: share of time "
        "at more than a level too firm; bad: share of evenings with more than a minute of that; corrections: "
        "unasked words for softer or firmer, an evening from the third on; µs for an answer, a half minute watched, "
        "a decision whether to ask. They rank rules; they are not people."
    )
    yield from _table([*beside, *asked, *harder], found)
    yield from _left_out()
    yield from _bars(found)
    _draw(found, curve)


def _couples(rule: str) -> int:
    package, few = EXTRAS.get(rule, ("backrub", COUPLES))
    return few if find_spec(package) else 0


def _table(trials: Sequence[Trial], found: dict[Trial, Outcome]) -> Iterator[str]:
    yield ""
    yield (
        "| rule | couples | err | thresholds | ratios | first | 2 to 6 | p90 | over % | bad % | questions "
        "| corrections | µs answer | watched | ask |"
    )
    yield "|---|" + "---:|" * 14
    for trial in trials:
        one = found[trial]
        errs = (
            one.err,
            one.err_of_family(0),
            one.err_of_family(1),
            one.err_between(1, 1),
            one.err_between(2, 6),
        )
        shares = (one.over_percent, one.bad_percent, one.questions, one.corrections)
        times = [f"{one.micros(calls):.0f}" for calls in (_answered, _watched, _asked)]
        cells = [
            *(f"{err:.3f}" for err in (*errs, one.p90)),
            *(f"{share:.1f}" for share in shares),
            *times,
        ]
        yield f"| {_name(trial)} | {len(one.couples)} | " + " | ".join(cells) + " |"


def _answered(one: Played) -> Took:
    return one.answered


def _watched(one: Played) -> Took:
    return one.watched


def _asked(one: Played) -> Took:
    return one.asked


def _name(trial: Trial) -> str:
    budget = {6: "", AS_MANY_AS_IT_LIKES: ", as many as it likes"}.get(
        trial.questions, f", {trial.questions} questions"
    )
    who = ", receiver hides" if trial.hides else "" if trial.notices else ", giver notices nothing"
    return trial.rule + budget + who


def _left_out() -> Iterator[str]:
    yield ""
    for package, couples in EXTRAS.values():
        if find_spec(package):
            yield f"`{package}` plays with the first {couples} couples."
        else:
            yield f"`{package}` is not installed here and was left out."
    yield (
        "Hands are where they are, so what a package would try next is not used. "
        "The learner may ask six times, and asks less once it is sure enough."
    )


def _bars(found: dict[Trial, Outcome]) -> Iterator[str]:
    six, fixed = found[Trial("the learner")], found[Trial("fixed 3")]
    none, three = found[Trial("the learner", 0)], found[Trial("the learner", 3)]
    free = found[Trial("the learner", AS_MANY_AS_IT_LIKES)]
    hidden, blind = found[Trial("the learner", hides=True)], found[Trial("the learner", notices=False)]
    elo = found[Trial("Elo")]
    gain = fmean(theirs - ours for theirs, ours in zip(elo.each_err, six.each_err, strict=True))
    rows = (
        ("err, six questions", six.err, "≤ .37"),
        ("err, evenings 2 to 6", six.err_between(2, 6), "≤ .355"),
        ("err, three questions", three.err, "≤ .40"),
        ("err, no question", none.err, "≤ .46"),
        ("err, first evening", six.err_between(1, 1), "≤ .44"),
        ("err less than Elo's, couple by couple", gain, "≥ .03"),
        ("questions, as many as it likes", free.questions, "≤ 5.5"),
        ("err then", free.err, "≤ .385"),
        ("over %", six.over_percent, "≤ 0.8"),
        ("bad %", six.bad_percent, "≤ 5"),
        ("err, giver notices nothing", blind.err, "≤ .39"),
        ("over % then", blind.over_percent, "≤ 1.2"),
        ("err of nine couples in ten", six.p90, "≤ .48"),
        ("err, receiver hides what is felt", hidden.err, "≤ .45"),
        ("over % then", hidden.over_percent, "≤ 1.2"),
        ("corrections ÷ those with fixed 3", six.corrections / fixed.corrections, "≤ .5"),
        ("an answer, µs", six.micros(_answered), "≤ 1000"),
        ("half a minute watched, µs", six.micros(_watched), "≤ 1000"),
        ("whether to ask, µs", six.micros(_asked), "≤ 3000"),
        ("a year of weekly evenings replayed, ms", _year_ms(), "≤ 200"),
    )
    yield from ("", "| the learner | figure | bar |", "|---|---:|---:|")
    yield from (f"| {name} | {figure:.3g} | {bar} |" for name, figure, bar in rows)


def _year_ms() -> float:
    """Return the best of three tries at 52 evenings of 60 half minutes, 6 answers and a debrief each."""
    return min(_time(_year) for _ in range(3))


def _time(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return 1e3 * (time.process_time() - started)


def _year() -> Taste:
    rng, taste = Random("a year"), Taste()
    for _ in range(YEAR):
        evening = taste.evening("medium")
        for half_minute in range(HALF_MINUTES):
            at = LEARNED[half_minute // 4 % len(LEARNED)]
            if half_minute % (HALF_MINUTES // ANSWERS) == 0:
                evening.answered(at.site, at.side, 3.0, rng.choice((-1, 0, 0, 1)), "level")
            sign = rng.choice((None, None, None, "settle", "tense"))
            evening.watched(at.site, at.side, 3.0, 30, None, sign)
        for at in LEARNED[::4]:
            evening.debriefed(at.site, at.side, rng.choice((-1, 0, 1)))
        taste = evening.close()
    return taste


def _draw(found: dict[Trial, Outcome], curve: Sequence[Trial]) -> None:
    """Draw err against questions and against evenings."""
    by_questions = tuple(
        Line(rule, tuple((found[t].questions, found[t].err) for t in curve if t.rule == rule))
        for rule in ("Elo", "the learner")
    )
    by_evenings = tuple(
        Line(
            rule,
            tuple((evening, found[Trial(rule)].err_between(evening, evening)) for evening in range(1, 7)),
        )
        for rule in ("fixed 3", "one shared staircase", "Elo", "the learner")
    )
    for name, axis, lines in (
        ("questions", "questions asked an evening", by_questions),
        ("evenings", "evening", by_evenings),
    ):
        drawn = plot(f"Levels away from what is wanted, by {axis}", axis, lines)
        (PICTURES / f"taste-by-{name}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
