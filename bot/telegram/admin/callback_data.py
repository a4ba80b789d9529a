"""The data behind the buttons of admins: a verb and what it is about, apart from the buttons of readers."""

from dataclasses import dataclass

MARK = "x"
"""What the data begins with; no button of a reader does."""

MOST_DIGITS = 9
"""Of a number in a button or after a command: no list is as long as that."""


@dataclass(frozen=True, slots=True)
class AdminCallback:
    """What a button sends back: `verb` names an `AdminButton`, `target` is what it is about in its format."""

    verb: str
    target: str = ""

    @property
    def data(self) -> str:
        """Return the callback as the data of a button."""
        return f"{MARK}:{self.verb}:{self.target}"


def parse_admin_callback(data: str) -> AdminCallback | None:
    """Return the callback in the data of a button; None for data that is no admin's."""
    mark, _, rest = data.partition(":")
    verb, _, target = rest.partition(":")
    return AdminCallback(verb, target) if mark == MARK and verb else None


def number_in(text: str) -> int:
    """Return `text` as a whole number; 0 if it is none, or one of too many digits."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0
