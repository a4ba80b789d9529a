"""The classes that a message can mean: a fact, a subject that the source does not cover, or an act, which asks nothing.

All are classes with texts. The facts come first, in the order of their files.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from sys import intern

from bot.facts.model import FactBase
from bot.language.words import stem, words
from bot.matching.vocabulary import NAME, Vocabulary

ANY_NAME = "any name"
"""A meaning that stands for every name: a subject that is not covered matches any name."""

DOCUMENT_EXAMPLES = 6
"""Example questions that a document has at most: with its statement and quote, as much as the model reads."""


@dataclass(frozen=True, slots=True)
class ExampleQuestion:
    """An example question by the number of its fact in the base and its place among the questions of that."""

    fact: int
    place: int


@dataclass(frozen=True)
class Meaning:
    """One class: the texts that stand for it. A subject has neither a statement nor a quote."""

    examples: tuple[str, ...]
    statement: str = ""
    quote: str = ""
    about: tuple[str, ...] = ()
    """The ids of the concepts that a fact is about, named in its texts or not."""

    def without(self, place: int) -> "Meaning":
        """Return the class without the example question at `place`."""
        return replace(self, examples=(*self.examples[:place], *self.examples[place + 1 :]))

    @property
    def texts(self) -> tuple[str, ...]:
        """The example questions, and the statement if there is one: the texts that a question is compared with."""
        return (*self.examples, self.statement) if self.statement else self.examples

    @property
    def document(self) -> str:
        """All texts as one: together they are nearer to a paraphrase than any of them."""
        return " ".join(filter(None, (*self.examples[:DOCUMENT_EXAMPLES], self.statement, self.quote)))

    @cached_property
    def tokens(self) -> tuple[list[str], ...]:
        """The words of each of the texts, and of the quote after them."""
        # The same words come again and again: kept once each, those of a large base take little memory.
        return tuple([intern(word) for word in words(text)] for text in (*self.texts, self.quote))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all texts."""
        return frozenset(chain.from_iterable(self.tokens))


def meanings_of(base: FactBase, acts: Sequence[Sequence[str]] = ()) -> tuple[Meaning, ...]:
    """Return the classes of `base`, first the facts, then its subjects, then the acts with their example messages."""
    facts = (
        Meaning(fact.questions, fact.statement, fact.quote, tuple(NAME + name for name in fact.about))
        for fact in base.facts
    )
    subjects = (Meaning(entry.questions) for entry in base.not_covered)
    return (*facts, *subjects, *(Meaning(tuple(examples)) for examples in acts))


def found_in(words: Sequence[str], vocabulary: Vocabulary) -> set[str]:
    """Return the stems of some words in a row, and the ids of the concepts in them."""
    stems = [stem(word) for word in words]
    return {*stems, *(concept.id for concept in vocabulary.concepts(stems))}
