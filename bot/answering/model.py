"""An answer: the decision on one question as a value, and the reasons for it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.facts.model import Fact


class Status(StrEnum):
    """The decision on a question: answer it, offer suggestions, or decline."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """A fact with the probability in [0, 1] that it is what one question means."""

    fact: Fact
    score: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fact to offer, and the words in which a person would ask for it."""

    fact: Fact
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The decision on one question.

    `confidence` in [0, 1] is the probability that the facts answer the question at all. `facts` are replied, best
    first, and empty unless the status is answered. `suggestions` are what to ask next (answered), what may have been
    meant (unsure) or topics to try (unknown). `matches` are the best five, whatever the status. `act` is what the
    message does if it asks nothing of the source, as "thanks"; `about` is what a follow-up was taken to be about.
    `said` is the sentence that stands in for facts where there are none.
    `understood` is the text that was matched: the question, the part of it that asks, or a follow-up completed.
    """

    question: str
    status: Status
    confidence: float
    facts: tuple[Match, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    matches: tuple[Match, ...] = ()
    act: str | None = None
    about: str | None = None
    said: str = ""
    understood: str = ""

    @property
    def can_be_leant_on(self) -> bool:
        """Whether a later message may be about it: it gave facts, or offered some, or a question was declined."""
        return self.act is None or bool(self.facts) or (self.status is Status.UNSURE and bool(self.suggestions))


class How(StrEnum):
    """The ways in which a word of a question stands for something in a fact."""

    WORD = "word"
    FORM = "form"
    SPELLING = "spelling"
    NAME = "name"
    SYNONYM = "synonym"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class WordTrace:
    """One word of a question, and what in the fact it stands for and how; both None if the fact does not explain it.

    `weight` in [0, 1] is how much the word matters. `nearness` is the cosine of the two words where it is by meaning.
    """

    word: str
    matched: str | None
    how: How | None
    weight: float
    nearness: float | None = None


@dataclass(frozen=True, slots=True)
class MatchTrace:
    """The words of a question, each with what in one fact explains it."""

    match: Match
    words: tuple[WordTrace, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons for the status of an answer: the thresholds, the rule that decided, and the best three facts."""

    answer: Answer
    answered_from: float
    unsure_from: float
    rule: str
    traces: tuple[MatchTrace, ...]
