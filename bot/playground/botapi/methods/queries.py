"""Methods that answer callback and inline queries."""

from typing import Any

from ..errors import Json, bad_request, query_is_too_old
from ..markup import inline_keyboard
from ..parameters import Parameters
from ..server_state import ServerState
from .writing import checked_text

_LONGEST_NOTICE = 200
_MOST_RESULTS = 50
_LONGEST_RESULT_ID = 64


def answer_callback_query(state: ServerState, parameters: Parameters) -> bool:
    if len(parameters.text("text")) > _LONGEST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    if not state.query_is_open(parameters.text("callback_query_id")):
        raise query_is_too_old()
    return True


def answer_inline_query(state: ServerState, parameters: Parameters) -> bool:
    if parameters.get("results") is None:
        raise bad_request('can\'t find field "results"')
    results = parameters.items("results")
    if len(results) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    for result in results:
        _check_result(result)
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if not state.query_is_open(parameters.text("inline_query_id")):
        raise query_is_too_old()
    return True


def answer_guest_query(state: ServerState, parameters: Parameters) -> Json:
    result, query_id = parameters.fields("result"), parameters.text("guest_query_id")
    _check_result(result)
    if result["type"] != "article":
        raise bad_request("can't parse inline query result: the stand-in takes articles only")
    if query_id not in state.guest_queries or not state.query_is_open(query_id):
        raise query_is_too_old()
    chat_id, asked = state.guest_queries.pop(query_id)
    chat, written = state.chats[chat_id], result["input_message_content"]
    content = checked_text(written["message_text"], written.get("parse_mode", ""), written.get("entities", []))
    if asked in chat.messages:
        content["guest_bot_caller_user"] = chat.messages[asked]["from"]
    if result.get("reply_markup"):
        content["reply_markup"] = result["reply_markup"]
    sent = state.post(chat, {"from": state.bot}, content, reply_to=asked, shown=False)
    return {"inline_message_id": state.add_inline_message(chat_id, sent["message_id"])}


def _check_result(result: Any) -> None:
    if not isinstance(result, dict) or "type" not in result:
        raise bad_request("can't parse inline query result: Can't find field \"type\"")
    if not 1 <= len(str(result.get("id", "")).encode()) <= _LONGEST_RESULT_ID:
        raise bad_request("RESULT_ID_INVALID")
    inline_keyboard(result.get("reply_markup"))
    if result["type"] != "article":
        return
    if not result.get("title"):
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    content = result.get("input_message_content")
    if not isinstance(content, dict):
        raise bad_request("can't parse inline query result: Can't find field \"input_message_content\"")
    if not content.get("message_text"):
        raise bad_request("message text is empty")
    checked_text(content["message_text"], content.get("parse_mode", ""), content.get("entities", []))
