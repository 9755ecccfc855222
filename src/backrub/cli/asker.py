"""Put one question a screen, and wait for an answer that can be used."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from backrub.cli.palette import CREAM, DIM, FLAME, TALLOW

Read = Callable[[str], str]
"""Show a prompt and return the line a person types."""

PROMPT = "  > "

_MARGIN = (0, 0, 0, 2)


@dataclass(frozen=True, slots=True)
class Asker:
    """Ask on a console; every question may be passed over with Enter."""

    console: Console
    read: Read

    def screen(self, title: str, note: str = "") -> None:
        """Begin an empty screen: what was answered before is out of sight."""
        self.console.clear()
        self.console.print(Padding(Text(title, style=f"bold {CREAM}"), (1, 0, 0, 2)))
        if note:
            self.console.print(Padding(Text(note, style=DIM), _MARGIN))

    def say(self, text: str, style: str = TALLOW) -> None:
        """Show a line."""
        self.console.print(Padding(Text(text, style=style), _MARGIN))

    def word(self, question: str, default: str) -> str:
        """Return a word or name, the default for none."""
        self.say(question, CREAM)
        return self.read(PROMPT).strip() or default

    def choose(self, question: str, options: Mapping[str, str], default: str) -> str:
        """Return the key of one option; `options` maps keys to what a person reads."""
        keys = list(options)
        self._list(question, [options[key] for key in keys], keys.index(default) + 1)
        return keys[self._one(len(keys), keys.index(default) + 1) - 1]

    def several(self, question: str, options: Mapping[str, str]) -> list[str]:
        """Return the keys of any number of options."""
        keys = list(options)
        self._list(question, [options[key] for key in keys], None)
        while True:
            said = self.read("  numbers, or Enter for none > ").replace(",", " ").split()
            if all(s.isdecimal() and 1 <= int(s) <= len(keys) for s in said):
                return list(dict.fromkeys(keys[int(s) - 1] for s in said))
            self.say(f"Numbers from 1 to {len(keys)}, with spaces between, or nothing.", FLAME)

    def any_or_none(self, question: str, options: Mapping[str, str]) -> list[str] | None:
        """Return the keys that are so, an empty list where none is; None where the question is passed over."""
        keys = list(options)
        self._list(question, [options[key] for key in keys], None)
        while True:
            said = self.read("  numbers, 0 for none of these, p to pass over > ").replace(",", " ").split()
            if said == ["0"]:
                return []
            if said == ["p"]:
                return None
            if said and all(s.isdecimal() and 1 <= int(s) <= len(keys) for s in said):
                return list(dict.fromkeys(keys[int(s) - 1] for s in said))
            self.say(f"Numbers from 1 to {len(keys)}, 0, or p: silence is no answer here.", FLAME)

    def number(self, question: str, low: int, high: int, default: int) -> int:
        """Return a whole number within bounds."""
        self.say(f"{question} ({low} to {high}; Enter for {default})", CREAM)
        return self._one(high, default, low)

    def yes(self, question: str, *, default: bool) -> bool:
        """Return yes or no."""
        self.say(f"{question} ({'Y/n' if default else 'y/N'})", CREAM)
        while (said := self.read(PROMPT).strip().lower()) not in {"", "y", "yes", "n", "no"}:
            self.say("y or n, or Enter.", FLAME)
        return said.startswith("y") if said else default

    def _list(self, question: str, options: Sequence[str], default: int | None) -> None:
        self.say("")
        self.say(question, CREAM)
        for number, option in enumerate(options, 1):
            mark = ">" if number == default else " "
            self.say(f"{mark}{number:3}  {option}", FLAME if number == default else TALLOW)

    def _one(self, high: int, default: int, low: int = 1) -> int:
        while True:
            said = self.read(PROMPT).strip()
            if not said:
                return default
            if said.isdecimal() and low <= int(said) <= high:
                return int(said)
            self.say(f"A number from {low} to {high}, or Enter.", FLAME)
