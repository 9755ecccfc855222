"""What was learned, found and said so far, as the planner takes it into account."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from backrub.domain.back import SiteSide
from backrub.domain.session.events import Finding


@dataclass(frozen=True, slots=True)
class Tuning:
    """Shift the plan away from the plain wish.

    `learned` and `offsets` are Walton levels added to the wish at a site-side (from earlier evenings, from
    tonight). `paces` are factors on the speed there, 0.5 to 1.25, from earlier evenings. `no_rise_until_s`
    forbids any pressure above what was last used until that second of the evening. `speed_factor` scales speeds
    within the catalogue's ranges, 0.5 to 1. `deep_yes` unlocks pressure above 3.5 (a fresh yes, PRACTICE P18);
    the first plan assumes it, the session asks for it. `history` tells whether the two have been here before: a
    first evening asks in shoulders and in back. `seed` gives near-equal strokes their turn.
    """

    learned: Mapping[SiteSide, float] = field(default_factory=dict)
    offsets: Mapping[SiteSide, float] = field(default_factory=dict)
    paces: Mapping[SiteSide, float] = field(default_factory=dict)
    findings: tuple[tuple[SiteSide, Finding], ...] = ()
    no_rise_until_s: int = 0
    speed_factor: float = 1.0
    deep_yes: bool = True
    history: bool = False
    seed: int = 0
