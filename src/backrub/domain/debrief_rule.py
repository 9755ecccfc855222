"""Learn a receiver's pressure from past evenings by a simple rule: a step for every word.

"Softer" and "firmer", said or answered, and the wants of the debrief each move a site-side by a step, further
down than up, because too much is worse than too little.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from backrub.domain.back import Site, SiteSide
from backrub.domain.session.events import (
    Debriefed,
    Event,
    FeedbackGiven,
    PlanChanged,
    QuestionAnswered,
    SessionBegan,
)

STEP_DOWN = 0.3
STEP_UP = 0.2
BOUND = 1.0
"""No offset leaves the range -1.0 to 1.0."""

LEARNED = tuple(where for where in SiteSide if where.site not in {Site.SCALP, Site.SKULL_BASE})
"""Where pressure is learned; elsewhere it stays light (CONTRACT "Preferences")."""

_WANTS = {"softer": -1, "firmer": 1}


def learn(evenings: Iterable[Sequence[Event]]) -> dict[SiteSide, float]:
    """Return Walton levels to add to the wish, -1.0 to 1.0, from each evening's events, oldest first.

    Site-sides nobody said anything about are left out.
    """
    offsets: dict[SiteSide, float] = {}
    for where, wants in chain.from_iterable(map(_words, evenings)):
        if where in LEARNED and wants:
            step = wants * (STEP_UP if wants > 0 else STEP_DOWN)
            offsets[where] = round(min(max(offsets.get(where, 0.0) + step, -BOUND), BOUND), 2)
    return offsets


def _words(events: Sequence[Event]) -> Iterator[tuple[SiteSide, int]]:
    """Yield what was wanted where, in the order it was said."""
    covers: dict[str, tuple[SiteSide, ...]] = defaultdict(tuple)
    for event in events:
        match event:
            case SessionBegan(plan=plan) | PlanChanged(plan=plan):
                covers |= {step.id: step.covers for step in plan.steps}
            case FeedbackGiven(step=step, feedback=word) | QuestionAnswered(step=step, answer=word):
                yield from ((where, _WANTS.get(word, 0)) for where in covers[step])
            case Debriefed(sites=sites):
                yield from ((site.where, site.wants) for site in sites)
