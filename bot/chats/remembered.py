"""An answer as a chat remembers it: by the ids of its facts, so that no edition of the facts is kept for its sake."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.answering import Answer, Match, Suggestion
from bot.facts.model import FactBase

Scored = tuple[tuple[str, float], ...]
"""The ids of facts, each with its probability."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that was offered, and the id of the fact that was offered with it."""

    fact: str
    question: str


@dataclass(frozen=True, slots=True)
class RememberedAnswer:
    """An answer whose facts are ids; `words` is the rest of it."""

    words: Answer
    facts: Scored
    offers: tuple[Offer, ...]
    matches: Scored

    def among(self, base: FactBase) -> Answer | None:
        """Return the answer with the facts that have these ids in `base`, without those that have gone from it.

        None if it gave facts and all have gone: there is nothing left to lean on.
        """
        facts = tuple(_found(self.facts, base))
        if self.facts and not facts:
            return None
        known = (offer for offer in self.offers if offer.fact in base.by_id)
        suggestions = tuple(Suggestion(base.by_id[offer.fact], offer.question) for offer in known)
        return replace(self.words, facts=facts, suggestions=suggestions, matches=tuple(_found(self.matches, base)))


def remembered(answer: Answer) -> RememberedAnswer:
    """Return `answer` as it is remembered."""
    words = replace(answer, facts=(), suggestions=(), matches=())
    return RememberedAnswer(words, _ids(answer.facts), offers(answer.suggestions), _ids(answer.matches))


def offers(suggestions: Iterable[Suggestion]) -> tuple[Offer, ...]:
    """Return `suggestions` as they are remembered."""
    return tuple(Offer(suggestion.fact.id, suggestion.question) for suggestion in suggestions)


def _ids(matches: Iterable[Match]) -> Scored:
    return tuple((match.fact.id, match.score) for match in matches)


def _found(scored: Scored, base: FactBase) -> Iterator[Match]:
    return (Match(base.by_id[fact], score) for fact, score in scored if fact in base.by_id)
