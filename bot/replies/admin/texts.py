"""Every sentence that only admins see."""

BROKEN = "The fact files have errors, so nothing has changed: the facts before them keep serving."
"""The head of a list of problems."""


def mended(facts: int) -> str:
    """The files have no errors any more."""
    return f"The fact files are mended and live: {counted(facts, 'fact')}."


def counted(number: int, word: str) -> str:
    """A number and what it counts."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
