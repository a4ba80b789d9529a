"""Answers as Telegram messages: with further questions in a private chat, short in a group."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import texts
from bot.answering import Answer, Status, Suggestion
from bot.answering.sentences import NOTHING_NEARER
from bot.chats.answer_blocks import first_line
from bot.chats.browsing import short_wording
from bot.chats.spans import Span, Style, italic
from bot.facts.model import Fact, Source
from bot.telegram.messages.callback_data import Action, Tap, checksum, to_fact
from bot.telegram.messages.markup import ELLIPSIS, as_html, as_plain, fitted, label, pieces
from bot.telegram.messages.reply import Button, CopyButton, LinkButton, Reply, Rows, TapButton

LABEL_UNITS = 100
"""UTF-16 code units of a label: more than any screen shows; the apps shorten what is too wide for theirs."""

LINE_UNITS = 38
"""UTF-16 code units that a phone shows of a button in a row of its own."""

COPY_UNITS = 256
"""UTF-16 code units that Telegram lets a button copy, at most."""

COPIES, COPIES_IN_GROUP = 4, 2
"""Parts of quotes that get a button: more would not fit in a row, and in a group there is one button beside them."""

REST_UNITS = 3_000
"""UTF-16 code units of the rest of a quote that one message holds, which leaves enough for the source."""

FACT_PAYLOAD = "fact_"
"""What the payload of a link to a fact begins with; its id follows. No id has a "_", and 64 characters are allowed."""

OFFERS = 3
"""Questions to choose from, at most."""

NEXT_QUESTIONS = 2
"""Questions to ask next, at most."""


def private_reply(answer: Answer) -> Reply:
    """Return the reply in a private chat."""
    match answer.status:
        case Status.ANSWERED:
            return _answered(answer)
        case Status.UNSURE if answer.suggestions:
            return did_you_mean(answer.suggestions, texts.DID_YOU_MEAN)
        case _:
            return _unknown(answer)


def reply_to(answer: Answer, username: str, *, private: bool) -> Reply:
    """Return the reply in a private chat or in a group; `username` is that of the bot."""
    return private_reply(answer) if private else group_reply(answer, username)


def group_reply(answer: Answer, username: str) -> Reply:
    """Return the reply in a group: at most one row of buttons, and one line if there is no answer."""
    match answer.status:
        case Status.ANSWERED:
            more = LinkButton(texts.MORE_IN_PRIVATE, deep_link(username, FACT_PAYLOAD + answer.facts[0].fact.id))
            return _with_quotes(answer, "\n", ((*_copies(answer)[:COPIES_IN_GROUP], more),))
        case Status.UNSURE if answer.suggestions:
            return _numbered(answer.suggestions[:OFFERS], texts.DID_YOU_MEAN)
        case _:
            one_line = " ".join(answer.said.split())
            return message((Span(one_line, shortenable=True),))


def inline_reply(fact: Fact) -> Reply:
    """Return the message that an inline result sends: one fact, for a chat in which the bot may not be."""
    return message((*_body(fact, "\n\n"), Span("\n\n"), *_source(fact.source)))


def did_you_mean(offers: Sequence[Suggestion], head: str) -> Reply:
    """Return at most three questions to choose from; a tap on one turns the message into its answer."""
    return message((Span(head, shortenable=True),), _choices(offers[:OFFERS], Action.SHOW))


def next_best(offers: Sequence[Suggestion], *, private: bool) -> Reply:
    """Return what takes the place of an answer that was not meant: the next best ones, as far as there are any."""
    if not offers:
        return message((Span(NOTHING_NEARER),))
    return did_you_mean(offers, texts.NEXT_BEST) if private else _numbered(offers[:OFFERS], texts.NEXT_BEST)


def message(spans: Sequence[Span], buttons: Rows = ()) -> Reply:
    """Return the spans as a reply, shortened to what Telegram accepts, without empty rows of buttons."""
    kept = fitted(spans)
    return Reply(as_html(kept), as_plain(kept), tuple(row for row in buttons if row))


def question_button(fact: Fact, question: str, action: Action) -> TapButton:
    """Return a button that asks `question`, to which `fact` is the answer."""
    return TapButton(label(question, LABEL_UNITS), to_fact(action, fact, question).data)


def deep_link(username: str, payload: str) -> str:
    """Return a link that opens a private chat with the bot and starts it with `payload`."""
    return f"https://t.me/{username}?start={payload}"


def _answered(answer: Answer) -> Reply:
    """Return the answer with at most three rows of buttons, so that they take no more of a screen than the text."""
    fact = answer.facts[0].fact
    asked = checksum(answer.question) if answer.question in fact.questions else ""
    not_meant = TapButton(texts.NOT_MEANT, Tap(Action.NOT_MEANT, fact.id, asked).data)
    onward = tuple((_next_button(offer),) for offer in answer.suggestions[:NEXT_QUESTIONS])
    copies = _copies(answer)
    rows: Rows = (*onward, (*copies, not_meant)) if len(copies) == 1 else (*onward[:1], copies, (not_meant,))
    return _with_quotes(answer, "\n\n", rows)


def _with_quotes(answer: Answer, gap: str, rows: Rows) -> Reply:
    """Return the facts of an answer and their sources, with `gap` between; quotes that do not fit go on in `rest`."""
    first = first_line(answer)
    spans = [italic(first), Span("\n")] if first else []
    for number, match in enumerate(answer.facts):
        spans += [Span("\n\n")] if number else []
        spans += _body(match.fact, gap)
    sources = dict.fromkeys(match.fact.source for match in answer.facts)
    named = [span for source in sources for span in (Span(gap), *_source(source))]
    shown = fitted([*spans, *named])
    return replace(message(shown, rows), rest=tuple(_rest(spans, shown, named)))


def _rest(spans: Sequence[Span], shown: Sequence[Span], named: Sequence[Span]) -> Iterator[Reply]:
    """Yield a message, with the sources again, for each piece of the quotes in `spans` that is not in `shown`."""
    for span, cut in zip(spans, shown, strict=False):
        if span.style is Style.QUOTE and span.text != cut.text:
            begun = len(cut.text.removesuffix(ELLIPSIS).rstrip())
            for piece in pieces(span.text[begun:], REST_UNITS):
                yield message((replace(span, text=f"{ELLIPSIS} {piece}"), *named))


def _unknown(answer: Answer) -> Reply:
    topics = _choices(answer.suggestions[:OFFERS], Action.SHOW)
    head = f"{answer.said} {texts.YOU_COULD_ASK_FOR_EXAMPLE}" if topics else answer.said
    return message((Span(head, shortenable=True),), topics)


def _numbered(offers: Sequence[Suggestion], head: str) -> Reply:
    lines = "".join(f"\n{number}. {offer.question}" for number, offer in enumerate(offers, 1))
    row = tuple(
        TapButton(str(number), to_fact(Action.SHOW, offer.fact, offer.question).data)
        for number, offer in enumerate(offers, 1)
    )
    return message((Span(f"{head}{lines}", shortenable=True),), (row,))


def _body(fact: Fact, gap: str) -> Iterator[Span]:
    if fact.is_verbatim:
        # The same words twice would fill the screen of a phone.
        yield Span(f"“{fact.statement}”", shortenable=True)
    else:
        yield Span(fact.statement, shortenable=True)
        yield Span(gap)
        yield Span(fact.quote, Style.QUOTE, shortenable=True)
    if fact.note:
        yield Span("\n")
        yield italic(f"{texts.NOTE} {fact.note}", shortenable=True)


def _source(source: Source) -> Iterator[Span]:
    yield Span("— ")
    yield Span(source.title, url=source.url) if source.url else italic(source.title)
    if source.publisher:
        yield Span(f", {source.publisher}")
    if source.published:
        yield Span(f", {texts.day(source.published)}")


def _copies(answer: Answer) -> tuple[Button, ...]:
    """Return a button that copies the quote, or several for the first parts of what is too long for one."""
    quotes = dict.fromkeys(match.fact.quote for match in answer.facts)
    parts = [piece for quote in quotes for piece in pieces(quote, COPY_UNITS)]
    if len(parts) == 1:
        return (CopyButton(texts.COPY_QUOTE, parts[0]),)
    return tuple(
        CopyButton(texts.copy_part(number, len(parts)), part) for number, part in enumerate(parts[:COPIES], start=1)
    )


def _next_button(offer: Suggestion) -> TapButton:
    question = short_wording(offer.fact, LINE_UNITS) or offer.question
    words = label(f"{question[:1].upper()}{question[1:]}", LINE_UNITS)
    return TapButton(words, to_fact(Action.ASK, offer.fact, question).data)


def _choices(offers: Sequence[Suggestion], action: Action) -> Rows:
    return tuple((question_button(offer.fact, offer.question, action),) for offer in offers)
