"""Messages that answer commands: greeting, help, topics, sources, privacy."""

from collections.abc import Iterable
from typing import Any

from bot import texts
from bot.answering.sentences import UNKNOWN_COMMAND
from bot.answering.suggestions import wording
from bot.chats.browsing import about, name_topics
from bot.chats.spans import Span, bold
from bot.facts.model import FactBase
from bot.telegram.messages.answers import LABEL_UNITS, deep_link, message, question_button
from bot.telegram.messages.callback_data import Action, Tap
from bot.telegram.messages.markup import cut
from bot.telegram.messages.paging import ListPage, page_of, turning
from bot.telegram.messages.reply import LinkButton, Reply, Rows, TapButton

EXAMPLES = 4
HELP_PAYLOAD = "help"
TOPICS_ON_A_PAGE = 16
QUESTIONS_ON_A_PAGE = 8


def start_page(base: FactBase) -> Reply:
    """Return the greeting, with questions to begin with."""
    rows = tuple((question_button(fact, wording(fact), Action.ASK),) for fact in base.overview[:EXAMPLES])
    return message((Span(texts.start(base.voice)),), rows)


def help_page(base: FactBase) -> Reply:
    """Return the help: how the bot is used."""
    return message((Span(texts.help_page(base.voice), shortenable=True),))


def group_help_page(username: str) -> Reply:
    """Return the help for a group, with a link to that in private."""
    row = (LinkButton(texts.MORE_IN_PRIVATE, deep_link(username, HELP_PAYLOAD)),)
    return message((Span(texts.group_help(username)),), (row,))


def joined_page(username: str, base: FactBase, *, sees_all: bool) -> Reply:
    """Return the message to a group that added the bot; `sees_all` if the bot gets every message of the group."""
    return message((Span(texts.joined(username, base.voice, sees_all=sees_all)),))


def privacy_page(gaps_days: int) -> Reply:
    """Return what is kept of a reader; gaps are kept for `gaps_days` days."""
    return message((Span(texts.privacy(gaps_days)),))


def usage_page(base: FactBase) -> Reply:
    """Return how /ask is used, with a question that has an answer."""
    return message((Span(texts.ask_usage(wording(base.overview[0]))),))


def guest_usage_page(base: FactBase, username: str) -> Reply:
    """Return how the bot is asked in a chat that it is not in, with a question that has an answer."""
    return message((Span(texts.guest_usage(username, wording(base.overview[0]))),))


def text_page(text: str) -> Reply:
    """Return a message of this text alone."""
    return message((Span(text),))


def unknown_command_page(commands: Iterable[tuple[str, str]]) -> Reply:
    """Return the answer to an unknown command: `commands` are the known ones, each with what it does."""
    lines = "".join(f"\n/{name}: {described}" for name, described in commands)
    return message((Span(f"{UNKNOWN_COMMAND}\n{lines}"),))


def source_page(base: FactBase) -> Reply:
    """Return the sources of the facts, one paragraph each."""
    spans: list[Span] = []
    for source in dict.fromkeys(base.sources):
        spans.append(Span("\n\n" if spans else ""))
        spans.append(Span(source.title, url=source.url) if source.url else bold(source.title))
        told = (source.publisher, texts.day(source.published) if source.published else None)
        spans.extend(Span(f"\n{line}", shortenable=True) for line in told if line)
        spans.append(Span(f"\n{texts.facts_in_source(sum(fact.source == source for fact in base.facts))}"))
    return message(spans)


def topics_page(base: FactBase, page: int) -> Reply:
    """Return one page of the names in the fact base, as buttons, two in a row; pages count from 0."""
    names = name_topics(base)
    shown = page_of(names, page, TOPICS_ON_A_PAGE)
    buttons = [TapButton(cut(name.name, LABEL_UNITS), Tap(Action.TOPIC, name.id).data) for name in shown.items]
    rows = tuple(tuple(buttons[number : number + 2]) for number in range(0, len(buttons), 2))
    more = _turning(shown, Tap(Action.TOPICS))
    return message((Span(texts.topics(base.voice) if names else texts.NO_TOPICS),), (*rows, more))


def topic_page(base: FactBase, name_id: str, page: int) -> Reply | None:
    """Return one page of the facts about one name, as questions; None if the file no longer has the name."""
    name = next((name for name in name_topics(base) if name.id == name_id), None)
    if name is None:
        return None
    shown = page_of(about(base, name_id), page, QUESTIONS_ON_A_PAGE)
    rows: Rows = tuple((question_button(fact, wording(fact), Action.ASK),) for fact in shown.items)
    more = _turning(shown, Tap(Action.TOPIC, name_id))
    back = ((TapButton(texts.ALL_TOPICS, Tap(Action.TOPICS).data),),)
    return message((Span(texts.about(name.name, name.role), shortenable=True),), (*rows, more, *back))


def _turning(page: ListPage[Any], tap: Tap) -> tuple[TapButton, ...]:
    """Return the buttons that turn the page of the list that `tap` opens."""
    return turning(page, lambda label, number: TapButton(label, Tap(tap.action, tap.target, str(number)).data))
