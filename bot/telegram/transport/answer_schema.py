"""What Telegram answers to a call, as far as it has a known shape: all else comes from a proxy or a broken line."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError
from telegram.error import NetworkError

from bot.telegram.transport.update_schema import ChatShape, Shape, UserShape

_Moment = Annotated[int, Field(ge=0, le=253_402_300_799)]
"""Seconds since 1970, until the last year that a date can have."""


class _Reasons(Shape):
    """What a refusal says besides its words."""

    retry_after: int | None = None
    migrate_to_chat_id: int | None = None


class _Refused(Shape):
    """An answer to a call that was refused."""

    ok: Literal[False]
    error_code: int = Field(ge=400, le=599)
    description: str
    parameters: _Reasons | None = None


class _Accepted(Shape):
    """An answer to a call that was carried out."""

    ok: Literal[True]
    result: Any


class _Sent(Shape):
    """A message that was sent or edited."""

    message_id: int
    date: _Moment
    chat: ChatShape


class _SentAsGuest(Shape):
    """A message that was sent to a chat in which the bot is not."""

    inline_message_id: str


class _Me(UserShape):
    """The bot itself."""

    username: str


class _Webhook(Shape):
    """How updates come."""

    url: str
    has_custom_certificate: bool
    pending_update_count: int
    last_error_date: _Moment | None = None
    last_error_message: str | None = None
    last_synchronization_error_date: _Moment | None = None


class _File(Shape):
    """A file that can be fetched."""

    file_id: str
    file_unique_id: str
    file_path: str | None = None


_ANSWER: TypeAdapter[_Refused | _Accepted] = TypeAdapter(_Refused | _Accepted)

_TRUE: TypeAdapter[Any] = TypeAdapter(Literal[True])
_MESSAGE: TypeAdapter[Any] = TypeAdapter(_Sent)

_RESULTS: Mapping[str, TypeAdapter[Any]] = {
    "answerCallbackQuery": _TRUE,
    "answerGuestQuery": TypeAdapter(_SentAsGuest),
    "answerInlineQuery": _TRUE,
    "deleteMyCommands": _TRUE,
    "deleteWebhook": _TRUE,
    "editMessageText": TypeAdapter(_Sent | Literal[True]),
    "getFile": TypeAdapter(_File),
    "getMe": TypeAdapter(_Me),
    "getUpdates": TypeAdapter(list[Any]),
    "getWebhookInfo": TypeAdapter(_Webhook),
    "sendChatAction": _TRUE,
    "sendDocument": _MESSAGE,
    "sendMessage": _MESSAGE,
    "setMyCommands": _TRUE,
    "setMyDescription": _TRUE,
    "setMyShortDescription": _TRUE,
    "setWebhook": _TRUE,
}
"""The results of methods on which something depends; any result of another method will do."""


def status_of(status: int, answer: object) -> int:
    """Return the status of an answer as Telegram means it; raise NetworkError if Telegram cannot have given it.

    A refusal counts as one although a proxy made 200 of its status.
    """
    try:
        read = _ANSWER.validate_python(answer)
    except ValidationError as error:
        raise NetworkError(f"an answer with status {status} is not Telegram's") from error
    if isinstance(read, _Refused):
        return read.error_code
    if not 200 <= status <= 299:
        raise NetworkError(f"an answer that says all is well has status {status}")
    return 200


def check_result(method: str, result: object) -> None:
    """Raise NetworkError if `result` is not what `method` returns."""
    shape = _RESULTS.get(method)
    if shape is None:
        return
    try:
        shape.validate_python(result)
    except ValidationError as error:
        raise NetworkError(f"the answer to {method} has another shape") from error
