"""When the server looks for garbage: rarely while hands are on backs, and once nobody follows anything.

Python looks at every object there is whenever they have grown by a quarter. With three thousand phones that is half a
second in which nobody hears anything. Nearly all goes by itself as soon as nothing refers to it; what refers to itself
can wait.
"""

import gc

_RARELY = (700, 10, 300)
"""After how many new objects to look at the young, how often that before those that stayed, how often that before all:
two million new ones, which are some six thousand phones, or at worst 200 MB."""

_WORTH_IT = 10
"""How often those that stayed were looked at before a quiet moment is used: seventy thousand new objects."""


def tidy_rarely() -> None:
    """Take all there is by now, such as the catalogue, for what stays, and look at all else rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_RARELY)


def tidy_up() -> None:
    """Look at all in a quiet moment, if that is worth it."""
    if gc.get_count()[2] >= _WORTH_IT:
        gc.collect()
