"""A small fact base about a lighthouse, for tests that need one and do not care which."""

from pathlib import Path

from bot.facts.files import FactFile
from bot.facts.loading import Loaded, parse

LIGHTHOUSE = """\
version: 1
source:
  title: The lighthouse of Nordholm
  publisher: Harbour News
  published: 2023-05-04
  url: https://example.org/nordholm
names:
  ada-berg:
    name: Ada Berg
    role: keeper of the lighthouse
    also: [Berg]
synonyms:
  - [tower, lighthouse]
facts:
  - id: tower-height
    statement: The lighthouse of Nordholm is 41 metres high.
    quote: the tower, 41 metres high
    questions:
      - How high is the lighthouse?
      - How many metres does the tower measure?
    see: [first-keeper]
  - id: first-keeper
    statement: Ada Berg was the first keeper of the lighthouse.
    quote: Ada Berg, its first keeper
    questions:
      - Who was the first keeper?
      - Which person looked after the lamp in the beginning?
    about: [ada-berg]
    note: The article spells her name in two ways.
  - id: paint-colour
    statement: The lighthouse was painted red and white in 1931.
    quote: in 1931 it was painted red and white
    questions:
      - What colour is the paint?
      - When did workers paint the walls?
not_covered:
  - questions:
      - How much does a ticket cost?
    reply: The article says nothing about tickets.
"""

VOICE = """\
voice:
  source_noun: the guide
  greeting: Welcome to the lighthouse!
  declining: That is not in the guide.
  language: Danish
  acts:
    thanks: Always a pleasure!
    goodbye: Fair winds!
"""

ARTICLE = """\
Ada Berg, its first keeper, lit the lamp of
the tower,  41 metres high. In the year of the storm,
in 1931 it was painted red and white.
"""

HEAD = "version: 1\nsource:\n  title: A title\nfacts:\n"
FACT = "  - id: a\n    statement: It stands.\n    quote: it stands\n"


def loaded(text: str | bytes, name: str = "facts.yaml") -> Loaded:
    """Return what loading one fact file with this text gives."""
    return parse([FactFile(name, text.encode() if isinstance(text, str) else text)])


def messages(text: str | bytes) -> list[str]:
    """Return the problems of one fact file with this text, as a person sees them."""
    return [str(problem) for problem in loaded(text).problems]


def written(folder: Path, text: str = LIGHTHOUSE, name: str = "facts.yaml") -> Path:
    """Write this text to a file in `folder`, and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
