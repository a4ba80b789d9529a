"""From a question to an `Answer`: what is replied, how sure it is, and what to ask next."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, utils

from bot.facts.model import Fact, FactBase


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


class SmallTalk(StrEnum):
    """What a message that asks nothing about the subject is."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Match:
    """A fact with its score in [0, 1] for one question."""

    fact: Fact
    score: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fact to offer, and the words in which a person would ask for it."""

    fact: Fact
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided for one question.

    `facts` are replied, best first, and empty unless the status is answered. `suggestions` are what to ask
    next (answered), what may have been meant (unsure) or topics to try (unknown). `matches` are the
    best five, whatever the status. `small_talk` and `not_covered_reply` are set for unknown questions only.
    """

    question: str
    status: Status
    confidence: float
    facts: tuple[Match, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    matches: tuple[Match, ...] = ()
    small_talk: SmallTalk | None = None
    not_covered_reply: str | None = None


@dataclass(frozen=True, slots=True)
class WordTrace:
    """One word of a question, what in the fact it matched, and by what: "word", "form", "spelling", "name" …

    `matched` is None for a word that the fact does not explain.
    """

    word: str
    matched: str | None
    how: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class MatchTrace:
    """Why one fact scored as it did."""

    match: Match
    words: tuple[WordTrace, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an answer got its status: the thresholds, the rule that decided, and the best three facts."""

    answer: Answer
    answered_from: float
    unsure_from: float
    rule: str
    traces: tuple[MatchTrace, ...]


class Answerer:
    """Answers questions from one immutable fact base; a changed file makes a new one."""

    def __init__(self, base: FactBase) -> None:
        self.base = base

    def answer(self, question: str, previous: Answer | None = None) -> Answer:
        """The answer to `question`; `previous` is the answer before it in the same chat, for follow-ups."""
        scored = sorted(
            (
                Match(fact, max((fuzz.token_set_ratio(question, q, processor=utils.default_process) for q in fact.questions), default=0) / 100)
                for fact in self.base.facts
            ),
            key=lambda match: -match.score,
        )
        best = tuple(scored[:5])
        status = Status.ANSWERED if best and best[0].score > 0.8 else Status.UNSURE if best and best[0].score > 0.5 else Status.UNKNOWN
        return Answer(
            question=question,
            status=status,
            confidence=best[0].score if best else 0.0,
            facts=best[:1] if status is Status.ANSWERED else (),
            suggestions=tuple(Suggestion(m.fact, m.fact.questions[0]) for m in best[1:4] if m.fact.questions),
            matches=best,
        )

    def explain(self, question: str, previous: Answer | None = None) -> Explanation:
        """Why `answer` says what it says for the same arguments."""
        answer = self.answer(question, previous)
        return Explanation(answer, 0.8, 0.5, "placeholder", tuple(MatchTrace(m, ()) for m in answer.matches[:3]))
