"""The methods of the Bot API that the stand-in has, by their names."""

from collections.abc import Callable
from typing import Any

from ..parameters import Parameters
from ..server_state import ServerState
from . import account, files, groups, messages, queries

Method = Callable[[ServerState, Parameters], Any]

METHODS: dict[str, Method] = {
    "answerCallbackQuery": queries.answer_callback_query,
    "answerGuestQuery": queries.answer_guest_query,
    "answerInlineQuery": queries.answer_inline_query,
    "close": account.close,
    "deleteMessage": messages.delete_message,
    "deleteMyCommands": account.delete_my_commands,
    "deleteWebhook": account.delete_webhook,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "editMessageText": messages.edit_message_text,
    "getChat": groups.get_chat,
    "getChatAdministrators": groups.get_chat_administrators,
    "getChatMember": groups.get_chat_member,
    "getFile": files.get_file,
    "getMe": account.get_me,
    "getMyCommands": account.get_my_commands,
    "getMyDescription": account.get_my_description,
    "getMyName": account.get_my_name,
    "getMyShortDescription": account.get_my_short_description,
    "getWebhookInfo": account.get_webhook_info,
    "leaveChat": groups.leave_chat,
    "logOut": account.close,
    "sendChatAction": messages.send_chat_action,
    "sendDocument": files.send_document,
    "sendMessage": messages.send_message,
    "setMyCommands": account.set_my_commands,
    "setMyDescription": account.set_my_description,
    "setMyName": account.set_my_name,
    "setMyShortDescription": account.set_my_short_description,
    "setWebhook": account.set_webhook,
}
