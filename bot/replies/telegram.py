"""An answer as a Telegram message: in private with all that leads on from it, in a group short."""

from collections.abc import Iterator, Sequence

from bot.answering import Answer, Status, Suggestion
from bot.facts.model import Fact, Source
from bot.replies import texts
from bot.replies.blocks import declined
from bot.replies.markup import Span, as_html, as_plain, cut, fitted, italic, link, utf16_length
from bot.replies.reply import Button, CopyButton, LinkButton, Reply, Rows, TapButton
from bot.replies.taps import Action, Tap, checksum, to_fact

LABEL_UNITS = 100
"""More than any screen shows of a button; the apps shorten what is too wide for theirs."""

COPY_UNITS = 256
"""The most that Telegram lets a button copy."""

OFFERS = 3


def private_reply(answer: Answer) -> Reply:
    """The reply in a private chat."""
    match answer.status:
        case Status.ANSWERED:
            return _answered(answer)
        case Status.UNSURE if answer.suggestions:
            return did_you_mean(answer.suggestions, texts.DID_YOU_MEAN)
        case _:
            return _unknown(answer)


def group_reply(answer: Answer, username: str) -> Reply:
    """The reply in a group: at most one row of buttons, and one line if there is no answer."""
    match answer.status:
        case Status.ANSWERED:
            fact = answer.facts[0].fact
            more = LinkButton(texts.MORE_IN_PRIVATE, deep_link(username, fact.id))
            return message(tuple(_short(answer)), ((*_copy(fact), more),))
        case Status.UNSURE if answer.suggestions:
            return _numbered(answer.suggestions[:OFFERS])
        case _:
            one_line = " ".join(declined(answer).split())
            return message((Span(one_line, yields=True),))


def inline_reply(fact: Fact) -> Reply:
    """What an inline result sends: one fact, for a chat in which the bot may not be."""
    return message((*_body(fact), Span("\n\n"), *_source(fact.source)))


def did_you_mean(offers: Sequence[Suggestion], head: str) -> Reply:
    """Questions to choose from, each of which turns the message into its answer."""
    return message((Span(head, yields=True),), _choices(offers[:OFFERS], Action.SHOW))


def message(spans: Sequence[Span], buttons: Rows = ()) -> Reply:
    """The spans as a reply that Telegram accepts."""
    kept = fitted(spans)
    return Reply(as_html(kept), as_plain(kept), tuple(row for row in buttons if row))


def question_button(fact: Fact, question: str, action: Action) -> TapButton:
    """A button that asks `question`, to which `fact` is the answer."""
    return TapButton(cut(question, LABEL_UNITS), to_fact(action, fact, question).data)


def deep_link(username: str, payload: str) -> str:
    """An address that opens a private chat with the bot and starts it with `payload`."""
    return f"https://t.me/{username}?start={payload}"


def _answered(answer: Answer) -> Reply:
    spans: list[Span] = [Span(f"{texts.about_this(answer.about)}\n", "<i>", "</i>")] if answer.about else []
    for number, match in enumerate(answer.facts):
        spans += [Span("\n\n")] if number else []
        spans += _body(match.fact)
    for source in dict.fromkeys(match.fact.source for match in answer.facts):
        spans += [Span("\n\n"), *_source(source)]
    fact = answer.facts[0].fact
    asked = checksum(answer.question) if answer.question in fact.questions else ""
    not_meant = TapButton(texts.NOT_MEANT, Tap(Action.NOT_MEANT, fact.id, asked).data)
    return message(spans, (*_choices(answer.suggestions[:OFFERS], Action.ASK), (*_copy(fact), not_meant)))


def _unknown(answer: Answer) -> Reply:
    topics = _choices(answer.suggestions[:OFFERS], Action.SHOW)
    said = declined(answer)
    # What somebody wrote for this subject stands by itself, and so does a word to who asked nothing.
    stands_alone = answer.not_covered_reply or answer.act or not topics
    head = said if stands_alone else f"{said} {texts.YOU_COULD_ASK_FOR_EXAMPLE}"
    return message((Span(head, yields=True),), topics)


def _short(answer: Answer) -> Iterator[Span]:
    for number, match in enumerate(answer.facts):
        fact = match.fact
        yield Span("\n\n" if number else "")
        yield Span(fact.statement, yields=True)
        yield Span("\n")
        yield Span(fact.quote, "<blockquote expandable>", yields=True)
        yield Span("\n— ")
        yield Span(fact.source.title, "<i>", "</i></blockquote>", yields=True)
        if fact.note:
            yield Span("\n")
            yield _note(fact.note)


def _numbered(offers: Sequence[Suggestion]) -> Reply:
    lines = "".join(f"\n{number}. {offer.question}" for number, offer in enumerate(offers, 1))
    row = tuple(
        TapButton(str(number), to_fact(Action.SHOW, offer.fact, offer.question).data)
        for number, offer in enumerate(offers, 1)
    )
    return message((Span(f"{texts.DID_YOU_MEAN}{lines}", yields=True),), (row,))


def _body(fact: Fact) -> Iterator[Span]:
    yield Span(fact.statement, yields=True)
    yield Span("\n\n")
    yield Span(fact.quote, "<blockquote expandable>", "</blockquote>", yields=True)
    if fact.note:
        yield Span("\n")
        yield _note(fact.note)


def _note(note: str) -> Span:
    return Span(f"{texts.NOTE} {note}", "<i>", "</i>", yields=True)


def _source(source: Source) -> Iterator[Span]:
    yield Span("— ")
    yield link(source.title, source.url) if source.url else italic(source.title)
    if source.publisher:
        yield Span(f", {source.publisher}")
    if source.published:
        yield Span(f", {texts.day(source.published)}")


def _copy(fact: Fact) -> tuple[Button, ...]:
    return (CopyButton(texts.COPY_QUOTE, fact.quote),) if utf16_length(fact.quote) <= COPY_UNITS else ()


def _choices(offers: Sequence[Suggestion], action: Action) -> Rows:
    return tuple((question_button(offer.fact, offer.question, action),) for offer in offers)
