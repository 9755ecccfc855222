"""Every page and state of an evening: nothing for axe to find, nothing too small, nothing wider than its screen."""

from tests.browser.gallery import asking_aloud, whole_evening
from tests.browser.phone import SCREEN

LIVE = ("guide", "remote")
ZOOMED = ({"width": 320, "height": 568}, {"width": 410, "height": 590}, {"width": 720, "height": 450})
"""The smallest phone, and a tablet and a laptop at 200 % zoom: CSS pixels."""


def faults_of(name, phone):
    """Return what is wrong with a page as it stands, a line each."""
    least = 88 if name.startswith(LIVE) else 44
    found = [f"axe: {line}" for line in phone.accessibility()]
    found += [f"small: {line}" for line in phone.small_targets(least)]
    for size in (SCREEN, *ZOOMED):
        phone.page.set_viewport_size(size)
        if (wide := phone.overflow()) > 0:
            found.append(f"{wide} px wider than {size['width']} by {size['height']}")
    phone.page.set_viewport_size(SCREEN)
    return [f"{name}: {line}" for line in found]


def faults_on_the_way(play):
    """Return what is wrong with the pages that `play(look)` passes, and their names."""
    faults, seen = [], []

    def look(name, phone):
        seen.append(name)
        faults.extend(faults_of(name, phone))

    play(look)
    return faults, seen


def test_every_page_is_for_everybody(phone):
    faults, seen = faults_on_the_way(lambda look: whole_evening(phone, look))
    assert faults == [], "\n".join(faults)
    assert len(seen) > 40


def test_every_question_asked_aloud_is_for_everybody(server, phone):
    faults, seen = faults_on_the_way(lambda look: asking_aloud(server, phone, look))
    assert faults == [], "\n".join(faults)
    assert len(seen) == 7
