"""QUEST+ at every place by itself, with the package `questplus`: the upper edge of what is liked, as a threshold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from benchmarks.receivers.rules import Staircase
from questplus import QuestPlus

from backrub.domain.preferences import LEARNED
from backrub.domain.preferences.places import PROFILE

_EDGE = 0.45
_LEVELS = np.arange(1.0, 5.01, 0.1)
_SPREAD = 0.8


def _place(usual: float) -> QuestPlus:
    belief = np.exp(-(((_LEVELS - usual - _EDGE) / _SPREAD) ** 2) / 2)
    return QuestPlus(
        stim_domain={"intensity": _LEVELS},
        param_domain={"mean": _LEVELS, "sd": [0.4], "lower_asymptote": [0.03], "lapse_rate": [0.03]},
        outcome_domain={"response": ["too firm", "not"]},
        prior={"mean": belief / belief.sum()},
        func="norm_cdf",
        stim_scale="linear",
    )


@dataclass(slots=True)
class QuestPlusRule:
    """Ask evenly, learn each place alone, and use what the package believes."""

    places: dict[str, QuestPlus] = field(
        default_factory=lambda: {str(at): _place(usual) for at, usual in zip(LEARNED, PROFILE, strict=True)}
    )
    levels: dict[str, float] = field(
        default_factory=lambda: {str(at): usual for at, usual in zip(LEARNED, PROFILE, strict=True)}
    )
    turns: Staircase = field(default_factory=lambda: Staircase(shared=False))

    def evening(self) -> "QuestPlusRule":
        return QuestPlusRule(self.places, self.levels)

    def pressure(self, site: str, side: str) -> float:
        return self.levels[f"{site}:{side}"]

    def question(
        self, site: str, side: str, minutes_left: Mapping[tuple[str, str], float], questions_left: int
    ) -> str | None:
        return self.turns.question(site, side, minutes_left, questions_left)

    def answered(self, site: str, side: str, pressure: float, wants: int, form: str) -> None:
        self.turns.asked.add(f"{site}:{side}")
        self._update(site, side, pressure, wants)

    def watched(
        self, site: str, side: str, pressure: float, seconds: float, remark: int | None, sign: str | None
    ) -> None:
        if remark is not None:
            self._update(site, side, pressure, remark)

    def close(self) -> "QuestPlusRule":
        return self

    def _update(self, site: str, side: str, pressure: float, wants: int) -> None:
        at = f"{site}:{side}"
        used = float(_LEVELS[np.abs(_LEVELS - pressure).argmin()])
        said = "too firm" if wants < 0 else "not"
        self.places[at].update(stim={"intensity": used}, outcome={"response": said})
        edge = float(np.ravel(self.places[at].param_estimate["mean"])[0])
        self.levels[at] = min(4.0, max(1.0, edge - _EDGE))
