"""A small fact base for the end-to-end tests: they ask its example questions word for word."""

from pathlib import Path

from bot.answering import Answerer, Status
from bot.facts.loading import load_or_raise

QUESTION = "Who opened the library?"
STATEMENT = "Mayor Ada Okoro opened the city library."
QUOTE = "The city library was opened by Mayor Ada Okoro on Monday & the town band played <loudly>."
NOTE = "The text says Monday; the library's own page says Tuesday."
NEXT_QUESTION = "How many books does the library hold?"
NEXT_STATEMENT = "The library holds 40,000 books."
MARCH_QUESTION = "Which march did the town band play?"
FOLLOW_UP = "and Ada Okoro?"
"""Asked alone it leads to who opened the library, asked after `MARCH_QUESTION` to the march."""
LONG_QUESTION = "What are the rules of the reading room?"
LONG_QUOTE = " ".join(f"Rule number {number} asks visitors to keep quiet." for number in range(1, 28))
UNKNOWN_QUESTION = "Is there a car park under the building?"
UNKNOWN_REPLY = "The report says nothing about parking."
OFF_TOPIC = "Does anybody there like pickled herring?"

_VAGUE = (
    "Where is the library?",
    "When did the band play?",
    "Why was the library opened?",
    "How old is the library?",
    "books opened rules march",
)

FACTS = f"""\
version: 1
source:
  title: A new library for Lindhaven
  publisher: The Lindhaven Courier
  published: 2024-05-06
  url: https://courier.example/library
names:
  ada-okoro:
    name: Ada Okoro
    role: mayor of Lindhaven
    also: [Okoro, the mayor]
  library:
    name: City library
    also: [the library]
facts:
  - id: library-opening
    statement: {STATEMENT}
    quote: "{QUOTE}"
    questions: ["{QUESTION}", "By whom was the library opened?"]
    about: [ada-okoro, library]
    see: [library-books, reading-room]
    note: "{NOTE}"
  - id: library-books
    statement: {NEXT_STATEMENT}
    quote: Its shelves hold 40,000 books.
    questions: ["{NEXT_QUESTION}", "What number of volumes is on the shelves?"]
    about: [library]
  - id: reading-room
    statement: Visitors of the reading room keep quiet, leave their coats outside and bring no food.
    quote: "{LONG_QUOTE}"
    questions: ["{LONG_QUESTION}"]
    about: [library]
  - id: band-song
    statement: The town band played the march of the miners.
    quote: The band played the march of the miners.
    questions: ["{MARCH_QUESTION}"]
    about: [ada-okoro]
not_covered:
  - questions: ["{UNKNOWN_QUESTION}"]
    reply: {UNKNOWN_REPLY}
  - questions: ["{OFF_TOPIC}"]
"""


def write_facts(folder: Path, text: str = FACTS) -> Path:
    """Write a fact base as the one file of `folder`, which is returned."""
    folder.mkdir(exist_ok=True)
    (folder / "library.yaml").write_text(text)
    return folder


def unsure_question(folder: Path) -> str:
    """Return a question of which the matcher, as it is today, is unsure."""
    answerer = Answerer(load_or_raise(folder))
    return next(question for question in _VAGUE if answerer.answer(question).status is Status.UNSURE)


def number_of_question(offer: str) -> str:
    """Return the number under which an answer that is unsure offers `QUESTION`."""
    return next(line[0] for line in offer.splitlines() if QUESTION in line)
