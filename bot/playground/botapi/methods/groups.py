"""Methods about the chats that the bot is in."""

from ..chats import Chat, member
from ..errors import Json, bad_request
from ..parameters import Parameters
from ..server_state import ServerState


def get_chat(state: ServerState, parameters: Parameters) -> Json:
    chat = _readable(state, parameters)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    return {**chat.info, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_chat_member(state: ServerState, parameters: Parameters) -> Json:
    chat = _readable(state, parameters)
    user_id = parameters.number("user_id")
    if user_id not in chat.users:
        raise bad_request("member not found" if user_id else "invalid user_id specified")
    return member(chat.users[user_id], chat.status_of(user_id))


def get_chat_administrators(state: ServerState, parameters: Parameters) -> list[Json]:
    chat = _readable(state, parameters)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [member(user, chat.status_of(user["id"])) for user in chat.admins()]


def leave_chat(state: ServerState, parameters: Parameters) -> bool:
    chat = _readable(state, parameters)
    if chat.kind == "private":
        raise bad_request("chat not found")
    chat.set_status(state.bot, "left")
    return True


def _readable(state: ServerState, parameters: Parameters) -> Chat:
    chat = state.chat(parameters.get("chat_id"))
    if chat.kind != "private" or chat.migrated_to:
        chat.refuse_writing(state.me["id"])
    return chat
