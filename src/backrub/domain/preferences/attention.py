"""What silence, remarks and signs tell, and how well this giver sees, which is learned as well."""

import numpy as np

from backrub.domain.preferences.answers import HIDING, TOO_FIRM, WANTS, hidden, rising
from backrub.domain.preferences.places import Floats

ATTENTION = np.array([0.03, 0.30, 0.65, 1.0])
"""The share of signs that come from the back rather than from chance, in each class of giver."""

ATTENTION_PRIOR = np.array([0.25, 0.30, 0.25, 0.20])

HALF_MINUTE_S = 30.0
SIGNS = (None, "settle", "tense", "flinch", "fidget")

_CHANCE = np.array([0.76, 0.12, 0.06, 0.02, 0.04])
"""What is reported by a giver who notices nothing."""
_LEAST_REMARK = 0.004
_SILENCE = 0.5
"""Silences in a row tell less than if each were fresh."""


def _remarks() -> Floats:
    """Return the chances of silence and the five remarks: remark by class by levels too firm."""
    right = np.exp(-((TOO_FIRM / 0.5) ** 2) / 2)
    much_softer, softer = 0.20 * rising(1.4, 0.35), 0.22 * rising(0.7, 0.35)
    firmer, much_firmer = 0.15 * rising(0.8, 0.40)[::-1], 0.10 * rising(1.5, 0.40)[::-1]
    said = np.stack((much_softer, softer, 0.06 * right, firmer, much_firmer))
    spoken = _LEAST_REMARK + said[:, None, :] * (1 - hidden(1.0))
    return np.concatenate((1 - spoken.sum(axis=0, keepdims=True), spoken))


def _signs() -> Floats:
    """Return the chances of the five signs: sign by class of giver by levels too firm."""
    settle = 0.30 * np.exp(-((TOO_FIRM / 0.6) ** 2) / 2) + 0.02
    tense = 0.45 * rising(0.9, 0.30) * (1 - 0.5 * rising(1.6, 0.30)) + 0.02
    flinch = 0.30 * rising(1.4, 0.30) + 0.005
    fidget = 0.15 * rising(0.9, 0.40)[::-1] + 0.02
    none = 1 - settle - tense - flinch - fidget
    seen = np.stack((none, settle, tense, flinch, fidget))
    a = ATTENTION[:, None]
    signs: Floats = a * seen[:, None, :] + (1 - a) * _CHANCE[:, None, None]
    return signs


_REMARKS, _SIGNS = _remarks(), _signs()
_OF_REMARK = {None: 0} | {wants: 1 + place for place, wants in enumerate(WANTS)}


def _table(remark: int | None, sign: str | None) -> Floats:
    """Return chances by class, levels too firm and class of giver."""
    both = _REMARKS[_OF_REMARK[remark]][:, None, :] * _SIGNS[SIGNS.index(sign)]
    if remark is None:
        both **= _SILENCE
    return np.ascontiguousarray(both.transpose(0, 2, 1))


PASSING = {(remark, sign): _table(remark, sign) for remark in _OF_REMARK for sign in SIGNS}
"""Chances of a half minute's remark and sign: class by levels too firm by class of giver."""

CLASSES = np.arange(len(HIDING))[:, None]
