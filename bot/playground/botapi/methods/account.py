"""Methods about the bot itself: its profile, its commands, its webhook."""

import json
import re
from typing import Any, Literal
from urllib.parse import urlsplit

from ..errors import ApiError, Json, bad_request
from ..parameters import Parameters
from ..server_state import ServerState, Webhook

_SCOPES = {
    "all_chat_administrators": (),
    "all_group_chats": (),
    "all_private_chats": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
    "default": (),
}
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_LONGEST_DESCRIPTION = 512
_LONGEST_SHORT_DESCRIPTION = 120
_LONGEST_NAME = 64
_MOST_COMMANDS = 100


def get_me(state: ServerState, _: Parameters) -> Json:
    return state.me


def close(_: ServerState, __: Parameters) -> bool:
    return True


def set_my_commands(state: ServerState, parameters: Parameters) -> bool:
    commands = parameters.items("commands")
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.profile.commands[_audience(state, parameters)] = commands
    return True


def get_my_commands(state: ServerState, parameters: Parameters) -> list[Json]:
    return state.profile.commands.get(_audience(state, parameters), [])


def delete_my_commands(state: ServerState, parameters: Parameters) -> bool:
    state.profile.commands.pop(_audience(state, parameters), None)
    return True


def set_my_description(state: ServerState, parameters: Parameters) -> bool:
    return _set_text(state.profile.description, parameters, "description", _LONGEST_DESCRIPTION)


def get_my_description(state: ServerState, parameters: Parameters) -> Json:
    return {"description": state.profile.description.get(_language(parameters), "")}


def set_my_name(state: ServerState, parameters: Parameters) -> bool:
    _set_text(state.profile.name, parameters, "name", _LONGEST_NAME)
    state.me["first_name"] = state.profile.name.get("") or state.given_name
    return True


def get_my_name(state: ServerState, parameters: Parameters) -> Json:
    return {"name": state.profile.name.get(_language(parameters)) or state.me["first_name"]}


def set_my_short_description(state: ServerState, parameters: Parameters) -> bool:
    return _set_text(state.profile.short_description, parameters, "short_description", _LONGEST_SHORT_DESCRIPTION)


def get_my_short_description(state: ServerState, parameters: Parameters) -> Json:
    return {"short_description": state.profile.short_description.get(_language(parameters), "")}


def set_webhook(state: ServerState, parameters: Parameters) -> bool:
    url, secret = parameters.text("url"), parameters.text("secret_token")
    if url and urlsplit(url).scheme not in {"https", "http"}:  # plain http: as a local Bot API server
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    state.webhook = Webhook(url, secret, parameters.number("max_connections", 40))
    state.updates.allow(parameters.get("allowed_updates"))
    if parameters.get("drop_pending_updates"):
        state.updates.clear()
    return True


def delete_webhook(state: ServerState, parameters: Parameters) -> bool:
    state.webhook = Webhook()
    if parameters.get("drop_pending_updates"):
        state.updates.clear()
    return True


def get_webhook_info(state: ServerState, _: Parameters) -> Json:
    webhook = state.webhook
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": state.updates.count,
        "max_connections": webhook.max_connections,
        "allowed_updates": sorted(state.updates.allowed),
    }
    if webhook.last_error:
        info |= {"last_error_message": webhook.last_error, "last_error_date": webhook.last_error_date}
    return info


def refuse_polling(state: ServerState) -> None:
    """Raise ApiError if a webhook is set, with which getUpdates cannot be used."""
    if state.webhook.url:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )


def _set_text(texts: dict[str, str], parameters: Parameters, name: str, longest: int) -> Literal[True]:
    """Set the text of the parameter `name` for its language; raise ApiError if it is longer than `longest`."""
    text = parameters.text(name)
    if len(text) > longest:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    texts[_language(parameters)] = text
    return True


def _audience(state: ServerState, parameters: Parameters) -> tuple[str, str]:
    scope: dict[str, Any] = parameters.fields("scope") or {"type": "default"}
    needed = _SCOPES.get(str(scope.get("type")))
    if needed is None:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for name in needed:
        if name not in scope:
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    if "chat_id" in needed:
        chat = state.chat(scope["chat_id"])
        if chat.kind == "private" and chat.status_of(state.me["id"]) == "left":
            raise bad_request("chat not found")
    return json.dumps(scope, sort_keys=True), _language(parameters)


def _language(parameters: Parameters) -> str:
    code = parameters.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("LANGUAGE_CODE_INVALID")
    return code
