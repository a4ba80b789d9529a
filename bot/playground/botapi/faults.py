"""The faults that can happen between a bot and Telegram."""

from dataclasses import dataclass

from .errors import ApiError


@dataclass(frozen=True, slots=True)
class Refuse:
    """Telegram answers with an error, and does not carry the call out."""

    error: ApiError


@dataclass(frozen=True, slots=True)
class Garbage:
    """The answer has this body, by default one that is not JSON, and the call is not carried out."""

    body: str = '{"ok": true, "result": '
    status: int = 200


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection breaks before the call is carried out, or after it."""

    after: bool = False


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer comes for some seconds, or ever; the call is carried out when the time is over."""

    seconds: float | None = None


Fault = Refuse | Garbage | Drop | Hang


def too_many_requests(retry_after: int) -> Refuse:
    """Return an error 429 that asks to wait so many seconds."""
    text = f"Too Many Requests: retry after {retry_after}"
    return Refuse(ApiError(429, text, retry_after=retry_after))


def server_error(code: int = 500) -> Refuse:
    """Return an error on Telegram's side."""
    return Refuse(ApiError(code, {500: "Internal Server Error", 502: "Bad Gateway"}.get(code, "Error")))
