"""Methods that answer callback and inline queries."""

from typing import Any

from ..errors import bad_request, query_is_too_old
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
