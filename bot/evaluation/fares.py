"""How the example questions of one fact fare: each is asked as a reader would."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering import Answer, Answerer, Status
from bot.facts.model import Fact

MOST = 40
"""Questions of one fact that are asked; it bounds the wait for a fact with hundreds."""


@dataclass(frozen=True, slots=True)
class Fare:
    """One question of a fact and what it is answered with."""

    fact: Fact
    answer: Answer

    @property
    def found(self) -> bool:
        """Whether a reader gets the fact."""
        return self.answer.status is Status.ANSWERED and self.fact in [match.fact for match in self.answer.facts]


def fares(fact: Fact, answerer: Answerer) -> Iterator[Fare]:
    """What becomes of each question of `fact`."""
    for question in fact.questions[:MOST]:
        yield Fare(fact, answerer.answer(question))
