"""One turn of a chat: what a message may lean on, and how it is answered in Telegram and in the terminal alike."""

import re
from dataclasses import dataclass, replace

from bot.answering import Answer, Answerer, Explanation, Status, Suggestion, sentences
from bot.answering.suggestions import chosen
from bot.chats.remembered import Offer, RememberedAnswer, offers, remembered
from bot.facts.model import FactBase
from bot.language.words import words

UNKNOWN_COMMAND = "unknown command"
"""The act of a message that begins as a command and is none."""

_NUMBER = re.compile(r"(?:(?:no\.?|number)\s*|#)?(\d{1,2})[.)]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Before:
    """What a message may lean on: the latest answer that gave or offered facts, and the latest questions offered."""

    said: RememberedAnswer | None = None
    offers: tuple[Offer, ...] = ()

    def and_then(self, answer: Answer) -> "Before":
        """Return what the next message may lean on; an answer that says nothing leaves what was before it."""
        said = remembered(answer) if answer.can_be_leant_on else self.said
        return Before(said, offers(answer.suggestions) or self.offers)

    def answer(self, base: FactBase) -> Answer | None:
        """Return the latest answer with its facts as they are in `base`; None if there was none or they have gone."""
        return self.said.among(base) if self.said else None


def answer_after(answerer: Answerer, text: str, before: Before) -> Answer:
    """Return the answer to a message: a bare number picks one of the questions that were offered before it.

    If the fact that was offered has gone meanwhile, its question is asked of the others.
    """
    offer = _picked(text, before.offers)
    if offer is None:
        return answerer.answer(text, before.answer(answerer.base))
    fact = answerer.base.by_id.get(offer.fact)
    return chosen(answerer.base, fact, offer.question) if fact else answerer.answer(offer.question)


def explain_after(answerer: Answerer, text: str, before: Before) -> Explanation:
    """Return why `answer_after` says what it says for the same arguments."""
    offer = _picked(text, before.offers)
    return answerer.explain(offer.question) if offer else answerer.explain(text, before.answer(answerer.base))


def unknown_command(text: str) -> Answer:
    """Return the answer to a command that there is not, which is never matched."""
    return Answer(text, Status.UNKNOWN, 0.0, act=UNKNOWN_COMMAND, said=sentences.UNKNOWN_COMMAND, understood=text)


def offering(answer: Answer, offers: tuple[Suggestion, ...]) -> Answer:
    """Return what takes the place of `answer`, which was not meant, and offers what may have been."""
    return replace(answer, status=Status.UNSURE, facts=(), suggestions=offers, about=None)


def missed(answer: Answer) -> str | None:
    """Return the wording in which a question is kept that `answer` does not answer; None if it asked nothing.

    That is the question as it was asked, unless it was completed by what was said before it.
    """
    if answer.act is not None:
        return None
    completed = not set(words(answer.understood)) <= set(words(answer.question))
    return answer.understood if completed else answer.question


def _picked(text: str, offers: tuple[Offer, ...]) -> Offer | None:
    """Return the offer whose number is `text`, counted from 1, if there is one."""
    number = _NUMBER.fullmatch(text.strip())
    return offers[int(number[1]) - 1] if number and 1 <= int(number[1]) <= len(offers) else None
