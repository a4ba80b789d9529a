"""One turn of a chat: what a message may lean on, and how it is answered in Telegram and in the terminal alike."""

import re
from dataclasses import dataclass, replace

from bot.answering import Answer, Answerer, Explanation, Status, Suggestion, sentences
from bot.answering.suggestions import chosen
from bot.language.words import words

UNKNOWN_COMMAND = "unknown command"
"""The act of a message that begins as a command and is none."""

_NUMBER = re.compile(r"(?:(?:no\.?|number)\s*|#)?(\d{1,2})[.)]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Before:
    """What a message may lean on: the latest answer that gave or offered facts, and the latest questions offered."""

    answer: Answer | None = None
    offers: tuple[Suggestion, ...] = ()

    def and_then(self, answer: Answer) -> "Before":
        """Return what the next message may lean on; an answer that says nothing leaves what was before it."""
        return Before(answer if answer.can_be_leant_on else self.answer, answer.suggestions or self.offers)


def answer_after(answerer: Answerer, text: str, before: Before) -> Answer:
    """Return the answer to a message: a bare number picks one of the questions that were offered before it."""
    offer = _picked(text, before.offers)
    if offer is not None:
        return chosen(answerer.base, offer.fact, offer.question)
    return answerer.answer(text, before.answer)


def explain_after(answerer: Answerer, text: str, before: Before) -> Explanation:
    """Return why `answer_after` says what it says for the same arguments."""
    offer = _picked(text, before.offers)
    return answerer.explain(offer.question) if offer else answerer.explain(text, before.answer)


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


def _picked(text: str, offers: tuple[Suggestion, ...]) -> Suggestion | None:
    """Return the offer whose number is `text`, counted from 1, if there is one."""
    number = _NUMBER.fullmatch(text.strip())
    return offers[int(number[1]) - 1] if number and 1 <= int(number[1]) <= len(offers) else None
