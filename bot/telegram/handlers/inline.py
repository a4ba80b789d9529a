"""Inline mode: facts to pick in any chat, while a person is still typing."""

from telegram import (
    Bot,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode

from bot import texts
from bot.answering.suggestions import wording
from bot.chats.browsing import search
from bot.facts.model import Fact, Voice
from bot.telegram.handlers.questions import Context
from bot.telegram.handlers.services import Services
from bot.telegram.messages.answers import LABEL_UNITS, inline_reply
from bot.telegram.messages.markup import cut
from bot.telegram.messages.pages import HELP_PAYLOAD
from bot.telegram.transport.api_calls import OtherCall

RESULTS = 10
CACHE_SECONDS = 20
"""How long Telegram may repeat the results without asking: an edited fact is to show within a minute."""

DESCRIPTION_UNITS = 200
"""Telegram shows two or three lines."""


async def searched(services: Services, update: Update, context: Context) -> None:  # noqa: ARG001
    """Offer the facts that fit what was typed so far."""
    query = update.inline_query
    if query is None:
        return
    facts = search(services.dialogue.answerer, query.query, RESULTS)
    services.outbox.put(("inline", query.id), _offer(query.id, facts, services.dialogue.base.voice))


def _offer(query_id: str, facts: tuple[Fact, ...], voice: Voice) -> OtherCall:
    results = [_article(fact) for fact in facts]
    label = cut(texts.inline_unknown(voice), LABEL_UNITS)
    button = None if results else InlineQueryResultsButton(label, start_parameter=HELP_PAYLOAD)

    async def answer(bot: Bot) -> None:
        await bot.answer_inline_query(query_id, results, cache_time=CACHE_SECONDS, button=button)

    return OtherCall(answer)


def _article(fact: Fact) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        inline_reply(fact).html,
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    description = cut(fact.statement, DESCRIPTION_UNITS)
    return InlineQueryResultArticle(fact.id, wording(fact), content, description=description)
