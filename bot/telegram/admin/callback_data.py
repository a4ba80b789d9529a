"""The data behind the buttons of admins: a verb and what it is about, apart from the buttons of readers."""

from dataclasses import dataclass

MARK = "x"
"""What the data begins with; no button of a reader does."""


@dataclass(frozen=True, slots=True)
class AdminCallback:
    """One tap: `verb` says which handler, `target` what it is about."""

    verb: str
    target: str = ""

    @property
    def data(self) -> str:
        """The tap as a button's data."""
        return f"{MARK}:{self.verb}:{self.target}"

    @property
    def number(self) -> int:
        """`target` as a number; 0 if it is none."""
        return int(self.target) if self.target.isdecimal() and len(self.target) < 10 else 0


def parse_admin_tap(data: str) -> AdminCallback | None:
    """The tap in a button's data; None for data that is no admin's."""
    mark, _, rest = data.partition(":")
    verb, _, target = rest.partition(":")
    return AdminCallback(verb, target) if mark == MARK and verb else None
