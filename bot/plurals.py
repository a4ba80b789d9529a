"""Numbers with the word for what they count."""


def counted(number: int, word: str) -> str:
    """Return `number` and `word`, which gets an s for any number but 1: 1 fact, 12,000 facts."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def often(number: int) -> str:
    """Return how often: never, once, 2 times."""
    return {0: "never", 1: "once"}.get(number, f"{number:,} times")
