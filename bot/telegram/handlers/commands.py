"""What the commands other than /ask reply."""

from bot import texts
from bot.chats.addressing import ASK, ChatRequest
from bot.telegram.handlers.reply_target import ReplyTarget
from bot.telegram.handlers.services import Services
from bot.telegram.messages.answers import private_reply
from bot.telegram.messages.pages import (
    HELP_PAYLOAD,
    group_help_page,
    help_page,
    privacy_page,
    source_page,
    start_page,
    text_page,
    topics_page,
    unknown_command_page,
)
from bot.telegram.messages.reply import Reply

HELPING = frozenset({"start", "help"})
"""The commands that are answered even in a flood."""

COMMANDS = HELPING | {"topics", "source", "privacy", ASK}


def command_reply(services: Services, place: ReplyTarget, call: ChatRequest, username: str) -> Reply:
    """Return the page that `call` asks for. A group gets what is short, and the way to the rest."""
    base = services.dialogue.base
    match call.command:
        case unknown if unknown not in COMMANDS:
            return unknown_command_page(texts.PRIVATE_COMMANDS if place.private else texts.GROUP_COMMANDS)
        case "source":
            return source_page(base)
        case "privacy":
            return privacy_page(services.gaps_days)
        case _ if not place.private:
            return group_help_page(username)
        case "topics":
            return topics_page(base, 0)
        case "start" if not call.words:
            return start_page(base)
        case "start" if call.words != HELP_PAYLOAD or call.words in base.by_id:
            return _deep_link(services, place, call.words)
        case _:
            return help_page(base)


def _deep_link(services: Services, place: ReplyTarget, fact_id: str) -> Reply:
    base = services.dialogue.base
    fact = base.by_id.get(fact_id)
    if fact is None:
        return text_page(texts.GONE)
    return private_reply(services.dialogue.pick(place, fact))
