"""QUEST+ at every place by itself, with the package `questplus`: the upper edge of what is liked, as a threshold."""

from dataclasses import dataclass, field

import numpy as np
from benchmarks.receivers.rules import AskEvenly
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
class QuestPlusRule(AskEvenly):
    """Ask evenly, learn each place alone, and use what the package believes."""

    places: dict[str, QuestPlus] = field(
        default_factory=lambda: {str(at): _place(usual) for at, usual in zip(LEARNED, PROFILE, strict=True)}
    )

    def learn(self, site: str, side: str, pressure: float, wants: int) -> None:
        at = f"{site}:{side}"
        used = float(_LEVELS[np.abs(_LEVELS - pressure).argmin()])
        said = "too firm" if wants < 0 else "not"
        self.places[at].update(stim={"intensity": used}, outcome={"response": said})
        edge = float(np.ravel(self.places[at].param_estimate["mean"])[0])
        self.levels[at] = min(4.0, max(1.0, edge - _EDGE))
