"""Methods that send, edit and delete messages."""

import time
from typing import Any

from ..chats import Chat
from ..errors import Json, bad_request
from ..markup import inline_keyboard
from ..parameters import Parameters
from ..server_state import ServerState
from .writing import checked_envelope, message_text

_ACTIONS = {
    "choose_sticker",
    "find_location",
    "record_video",
    "record_video_note",
    "record_voice",
    "typing",
    "upload_document",
    "upload_photo",
    "upload_video",
    "upload_video_note",
    "upload_voice",
}
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


def send_message(state: ServerState, parameters: Parameters) -> Json:
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    envelope = checked_envelope(state, parameters)
    return envelope.post(state, message_text(parameters))


def send_chat_action(state: ServerState, parameters: Parameters) -> bool:
    checked_envelope(state, parameters)
    if parameters.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def edit_message_text(state: ServerState, parameters: Parameters) -> Json | bool:
    message = _own_message(state, parameters, "edit")
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(message, message_text(parameters), ("text", "entities"), parameters)


def edit_message_reply_markup(state: ServerState, parameters: Parameters) -> Json | bool:
    return _edit(_own_message(state, parameters, "edit"), {}, (), parameters)


def delete_message(state: ServerState, parameters: Parameters) -> bool:
    chat = state.chat(parameters.get("chat_id"))
    message = _message(chat, parameters, "delete")
    own = message.get("from", {}).get("id") == state.me["id"]
    if not own and chat.kind != "private" and chat.status_of(state.me["id"]) != "administrator":
        raise bad_request("message can't be deleted")
    del chat.messages[message["message_id"]]
    return True


def _edit(message: Json, content: Json, replaced: tuple[str, ...], parameters: Parameters) -> Json | bool:
    keyboard = inline_keyboard(parameters.get("reply_markup"))
    replaced = (*replaced, "reply_markup")
    after = content | ({"reply_markup": keyboard} if keyboard else {})
    if all(message.get(name) == after.get(name) for name in replaced):
        raise bad_request(_NOT_MODIFIED)
    for name in replaced:
        message.pop(name, None)
    message |= {**after, "edit_date": int(time.time())}
    return True if parameters.get("inline_message_id") else message


def _own_message(state: ServerState, parameters: Parameters, what: str) -> Json:
    inline_id: Any = parameters.get("inline_message_id")
    if inline_id:
        if inline_id not in state.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        chat_id, message_id = state.inline_messages[inline_id]
        return state.chats[chat_id].messages[message_id]
    chat = state.chat(parameters.get("chat_id"))
    chat.refuse_writing(state.me["id"])
    message = _message(chat, parameters, what)
    if message.get("from", {}).get("id") != state.me["id"] and chat.kind != "channel":
        raise bad_request("message can't be edited")
    return message


def _message(chat: Chat, parameters: Parameters, what: str) -> Json:
    number = parameters.number("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    if number not in chat.messages:
        raise bad_request(f"message to {what} not found")
    return chat.messages[number]
