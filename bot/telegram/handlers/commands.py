"""What the commands other than /ask reply."""

from bot import texts
from bot.chats.addressing import ASK, ChatRequest
from bot.telegram.handlers.reply_target import ReplyTarget
from bot.telegram.handlers.services import Services
from bot.telegram.messages.answers import FACT_PAYLOAD, private_reply
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
        case "start":
            return _started(services, place, call.words)
        case _:
            return help_page(base)


def _started(services: Services, place: ReplyTarget, payload: str) -> Reply:
    """Return what a link of the bot leads to; a payload that is not one of ours is somebody's own, and greets.

    Links that were made before `FACT_PAYLOAD` have the id alone.
    """
    base = services.dialogue.base
    fact = base.by_id.get(payload.removeprefix(FACT_PAYLOAD))
    if fact is not None:
        return private_reply(services.dialogue.pick(place, fact))
    if payload == HELP_PAYLOAD:
        return help_page(base)
    return text_page(texts.GONE) if payload.startswith(FACT_PAYLOAD) else start_page(base)
