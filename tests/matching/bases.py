"""A small fact base on a subject of its own, for the tests of the matcher and of the answers."""

from bot.facts.model import Fact, FactBase, Name, NotCovered, Source

SOURCE = Source(title="The library of Oakham")


def fact(key: str, statement: str, *questions: str, about: tuple[str, ...] = (), see: tuple[str, ...] = ()) -> Fact:
    """A fact whose quote is its statement."""
    return Fact(key, statement, statement, SOURCE, questions=questions, about=about, see=see)


LIBRARY = FactBase(
    facts=(
        fact(
            "opening",
            "The library of Oakham opens at nine in the morning from Monday to Saturday.",
            "When does the library open?",
            "opening hours",
            "At what time can I come in?",
            about=("oakham",),
            see=("director", "lending"),
        ),
        fact(
            "director",
            "Maria Lund is the director of the library of Oakham.",
            "Who is the director of the library?",
            "Who is Maria Lund?",
            "name of the director",
            about=("lund", "oakham"),
            see=("opening",),
        ),
        fact(
            "lending",
            "Members of the library of Oakham may borrow ten books for four weeks.",
            "How many books may I borrow?",
            "How long can I keep a book?",
            "lending limit",
            see=("opening",),
        ),
        fact(
            "garden",
            "Tom Reyes looks after the reading garden behind the library of Oakham.",
            "Who looks after the garden?",
            "Who is Tom Reyes?",
            "gardener",
            about=("reyes", "oakham"),
        ),
    ),
    names=(
        Name("lund", "Maria Lund", "director", ("Lund", "Maria")),
        Name("reyes", "Tom Reyes", "gardener", ("Reyes",)),
        Name("oakham", "Oakham", None, ("the town",)),
    ),
    synonyms=(("borrow", "take out", "check out", "lend"), ("book", "volume", "novel")),
    not_covered=(
        NotCovered(("How old is Maria Lund?", "age of the director", "When was Tom Reyes born?"), "No ages are given."),
        NotCovered(("How much does membership cost?", "price of a card", "Is there a fee?")),
    ),
    sources=(SOURCE,),
)
