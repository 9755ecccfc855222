"""A limiter that looks ahead across blocks: loud moments are turned down smoothly before they come.

The peak between two samples counts too, by fourfold oversampling, so the ceiling is one of true peaks.
"""

import math

import numpy as np
from numpy.typing import NDArray

from backrub.application.sound_ports import Samples

CEILING_DB = -1.5
"""The true peak that nothing passes."""

STEP = 64
"""Samples for which one gain is found; blocks are whole steps."""

LOOK_AHEAD = 16 * STEP
"""Samples by which what comes out is later than what went in, 21 ms."""

_REACH = LOOK_AHEAD // STEP // 2 - 1
_MARGIN_DB = 0.1
_CEILING = 10 ** ((CEILING_DB - _MARGIN_DB) / 20)
_QUIET = _CEILING / 2
"""Below this no sample can hide a peak between two that passes the ceiling."""

_TAPS = 32
_FLOOR = 1e-9

_Gains = NDArray[np.float32]


def before_sound(channels: int = 2) -> Samples:
    """Return the tail to begin with: silence."""
    return np.zeros((2 * LOOK_AHEAD, channels), np.float32)


def limited(tail: Samples, block: Samples) -> tuple[Samples, Samples]:
    """Return what comes out as a block goes in, `LOOK_AHEAD` samples later, and the tail for the next block.

    Raises: ValueError, if the block is no whole number of steps.
    """
    if len(block) % STEP:
        raise ValueError(f"A block must be a multiple of {STEP} samples, not {len(block)}.")
    window = np.concatenate((tail, block))
    out = window[LOOK_AHEAD : LOOK_AHEAD + len(block)]
    if np.abs(window).max(initial=0.0) > _QUIET:
        out = out * _gains(window)[LOOK_AHEAD : LOOK_AHEAD + len(block), None]
    return out, window[len(block) :]


def _gains(window: Samples) -> _Gains:
    """Return the gain for each sample, in straight lines between steps.

    The lowest gain within reach, averaged over that same reach, is never above what any step in it needs.
    """
    needed = np.minimum(1.0, _CEILING / np.maximum(_peaks(window), _FLOOR))
    at_edges = np.minimum(np.concatenate(([1.0], needed)), np.concatenate((needed, [1.0])))
    padded = np.pad(at_edges, 2 * _REACH, constant_values=1.0)
    lowest = np.lib.stride_tricks.sliding_window_view(padded, 2 * _REACH + 1).min(axis=1)
    weights = np.hanning(2 * _REACH + 3)[1:-1]
    smooth = np.convolve(lowest, weights / weights.sum(), mode="valid")
    samples = np.arange(len(window))
    return np.interp(samples, np.arange(len(smooth)) * STEP, smooth).astype(np.float32)


def _peaks(window: Samples) -> _Gains:
    """Return the true peak of each step, the loudest of all channels."""
    peaks: _Gains = np.abs(window).max(axis=1)
    for kernel in _BETWEEN:
        for channel in window.T:
            np.maximum(peaks, np.abs(np.convolve(channel, kernel, mode="same")), out=peaks)
    steps: _Gains = peaks.reshape(-1, STEP).max(axis=1)
    return steps


def _between(share: float) -> Samples:
    """Return the kernel that finds the value a share of the way to the next sample."""
    at = np.arange(_TAPS) - _TAPS // 2 + share
    kernel = np.sinc(at) * np.cos(math.pi * at / (_TAPS + 2)) ** 2
    scaled: Samples = (kernel / kernel.sum()).astype(np.float32)
    return scaled


_BETWEEN = tuple(_between(share) for share in (0.25, 0.5, 0.75))
