"""How likely words are, given how much firmer the pressure is than wanted, and how freely someone speaks."""

from math import erf, sqrt

import numpy as np

from backrub.domain.preferences.places import Floats

HIDING = np.array([0.04, 0.40, 0.88])
"""How often "fine" is said whatever is felt, in each class; says what an answer tells, never what someone is."""

HIDING_PRIOR = np.array([0.60, 0.25, 0.15])

FARTHEST, _STEP = 6.0, 0.01
TOO_FIRM: Floats = np.linspace(-FARTHEST, FARTHEST, round(2 * FARTHEST / _STEP) + 1)
"""Levels by which the pressure is above the one wanted: the axis of every table of chances."""

WANTS = (-2, -1, 0, 1, 2)

_CUTS = (0.45, 1.20)
_CHOICE_CUT = 0.25
_BLUR = 0.40
_LAPSE = 0.05
_CHOICE_HIDING = 0.4
"""When asked which way, less is hidden."""
_EDGE, _EDGE_BLUR, _EDGE_LAPSE = 0.30, 0.35, 0.05
"""A slow rise is stopped at the lower edge of what is liked."""


def rising(middle: float, blur: float) -> Floats:
    """Return a chance that rises with the pressure, one half at `middle` levels too firm."""
    return np.array([(1 + erf((u - middle) / (blur * sqrt(2)))) / 2 for u in TOO_FIRM])


def index_of(too_firm: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    """Return where in a table the chances for some levels too firm stand; far ends count as the last."""
    return np.rint(
        np.minimum(np.maximum(too_firm, -FARTHEST), FARTHEST) * (1 / _STEP) + FARTHEST / _STEP
    ).astype(np.intp)


def hidden(share: float) -> Floats:
    """Return for each class the chance that a word is held back; the less likely the more it matters."""
    return share * HIDING[:, None] * np.exp(-0.35 * np.maximum(0.0, np.abs(TOO_FIRM) - 1.0))


def _level() -> Floats:
    """Return the chances of the five answers to "how's the pressure?": answer by class by levels too firm."""
    above = [rising(cut, _BLUR) for cut in (-_CUTS[1], -_CUTS[0], _CUTS[0], _CUTS[1])]
    frank = np.stack((above[3], above[2] - above[3], above[1] - above[2], above[0] - above[1], 1 - above[0]))
    return _held_back(_with_lapse(frank), hidden(1.0), fine=2)


def _choice() -> Floats:
    """Return the same for "softer or firmer?"; "much" means there what it means to the other question."""
    softer, not_firmer = rising(_CHOICE_CUT, _BLUR), rising(-_CHOICE_CUT, _BLUR)
    frank = np.stack((softer, not_firmer - softer, 1 - not_firmer))
    table = _held_back(_with_lapse(frank), hidden(_CHOICE_HIDING), fine=1)
    return np.concatenate((LEVEL[:1], table, LEVEL[4:]))


def _with_lapse(frank: Floats) -> Floats:
    return (1 - _LAPSE) * frank + _LAPSE / len(frank)


def _held_back(frank: Floats, back: Floats, *, fine: int) -> Floats:
    said: Floats = frank[:, None, :] * (1 - back)
    said[fine] = frank[fine] + back * (1 - frank[fine])
    return said


LEVEL: Floats = _level()
CHOICE: Floats = _choice()
STOPPED: Floats = np.tile(
    (1 - _EDGE_LAPSE) * np.exp(-(((TOO_FIRM + _EDGE) / _EDGE_BLUR) ** 2) / 2) + _EDGE_LAPSE, (len(HIDING), 1)
)
"""The chance that a slow rise is stopped here: class by levels too firm."""
