"""What a reply is made of, in the order in which it is read; each medium gives the blocks its own looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot import texts
from bot.answering import Answer, Status
from bot.facts.model import Fact, Source


class Kind(StrEnum):
    """What a block of a reply is."""

    STATEMENT = "statement"
    QUOTE = "quote"
    SOURCE = "source"
    NOTE = "note"
    WORD = "word"
    """A sentence of the bot's own."""
    LEAD = "lead"
    """The line above the suggestions."""
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a reply; a suggestion's `number` is what a reader types to pick it."""

    kind: Kind
    text: str
    number: int | None = None


def blocks(answer: Answer) -> tuple[Block, ...]:
    """Return the whole reply to a question."""
    return (*_body(answer), *_suggestions(answer))


def _body(answer: Answer) -> Iterator[Block]:
    match answer.status:
        case Status.ANSWERED:
            if (first := first_line(answer)) is not None:
                yield Block(Kind.LEAD, first)
            facts = [match.fact for match in answer.facts]
            for fact, following in zip(facts, [*facts[1:], None], strict=True):
                yield from _fact(fact, source_follows=following is not None and following.source == fact.source)
        case Status.UNSURE | Status.UNKNOWN:
            yield Block(Kind.WORD, answer.said)


def first_line(answer: Answer) -> str | None:
    """Return what is said above an answer, if it is to more than was written: the question, or what it is about."""
    if answer.about is None:
        return None
    return texts.asked(answer.about) if answer.about == answer.understood else texts.about_this(answer.about)


def _fact(fact: Fact, *, source_follows: bool) -> Iterator[Block]:
    if fact.is_verbatim:
        yield Block(Kind.STATEMENT, f"“{fact.statement}”")
    else:
        yield Block(Kind.STATEMENT, fact.statement)
        yield Block(Kind.QUOTE, f"“{fact.quote}”")
    if not source_follows:
        yield Block(Kind.SOURCE, f"— {source_line(fact.source)}")
    if fact.note:
        yield Block(Kind.NOTE, f"{texts.NOTE} {fact.note}")


def source_line(source: Source) -> str:
    """Return the source as one line: title, publisher, date and address, as far as they are known."""
    day = texts.day(source.published) if source.published else None
    return ", ".join(filter(None, (source.title, source.publisher, day, source.url)))


def _suggestions(answer: Answer) -> Iterator[Block]:
    if not answer.suggestions:
        return
    yield Block(Kind.LEAD, _lead(answer))
    for number, suggestion in enumerate(answer.suggestions, start=1):
        yield Block(Kind.SUGGESTION, suggestion.question, number)


def _lead(answer: Answer) -> str:
    match answer.status:
        case Status.ANSWERED:
            return texts.ASK_NEXT
        case Status.UNSURE:
            return texts.DID_YOU_MEAN
        case Status.UNKNOWN:
            return texts.YOU_COULD_ASK
