"""Messages: questions and commands, in private chats and in groups."""

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot import texts
from bot.chats.addressing import ASK, ChatRequest, Me, group_call, private_call
from bot.chats.dialogue import Notice, Turn
from bot.telegram.handlers.commands import HELPING, command_reply
from bot.telegram.handlers.reply_target import ReplyTarget, place_of, post_of, replied_message
from bot.telegram.handlers.services import Services
from bot.telegram.messages.answers import reply_to
from bot.telegram.messages.pages import text_page

Context = ContextTypes.DEFAULT_TYPE


def me(context: Context) -> Me:
    """Return the bot as others address it."""
    return Me(context.bot.id, context.bot.username)


async def in_private(services: Services, update: Update, context: Context) -> None:
    """Answer any text as a question; what is no text gets a hint, once."""
    message = _message(update)
    call = private_call(post_of(message, me(context)), me(context))
    if call is not None:
        _reply(services, call, me(context), message)
    elif _calls_for_hint(message) and services.dialogue.first_hint(message.chat.id):
        services.send(place_of(message), text_page(texts.ONLY_TEXT))


async def in_group(services: Services, update: Update, context: Context) -> None:
    """Answer what is addressed to the bot; all else is none of its business."""
    message = _message(update)
    call = group_call(post_of(message, me(context)), me(context))
    if call is not None:
        _reply(services, call, me(context), message)


async def edited(services: Services, update: Update, context: Context) -> None:
    """Let the answer follow a question that was reworded. Much that comes as an edit changed no word."""
    message = _message(update)
    place = place_of(message)
    read = private_call if place.private else group_call
    call = read(post_of(message, me(context)), me(context))
    if call is not None and call.command == ASK and not call.of_replied:
        turn = services.dialogue.ask_again(place, message.message_id, call.words)
        _show(services, place, turn, me(context))


def _reply(services: Services, call: ChatRequest, bot: Me, message: Message) -> None:
    place, dialogue, replied = place_of(message), services.dialogue, replied_message(message)
    if call.command == ASK and call.words:
        target = place.under(replied.message_id) if call.of_replied and replied else place
        _show(services, target, dialogue.ask(place, message.message_id, call.words), bot)
        return
    if call.command == ASK:
        services.notify(place, dialogue.tell_how(place))
        return
    is_free = call.command in HELPING and dialogue.afford_help(place)
    refusal = None if is_free else dialogue.afford(place)
    if refusal is not None:
        services.notify(place, refusal)
    else:
        services.page(place, command_reply(services, place, call, bot.username))


def _show(services: Services, place: ReplyTarget, turn: Turn | Notice, bot: Me) -> None:
    if isinstance(turn, Turn):
        services.send(place, reply_to(turn.answer, bot.username, private=place.private), turn.sent)
    else:
        services.notify(place, turn)


def _calls_for_hint(message: Message) -> bool:
    """Tell whether it deserves one: not what another bot wrote, nor each picture of an album, one of which has text."""
    return message.via_bot is None and message.media_group_id is None


def _message(update: Update) -> Message:
    message = update.effective_message
    if message is None:  # the routes let only messages through
        raise TypeError("an update without a message")
    return message
