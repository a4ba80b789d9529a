"""How Telegram says no: the refusals of the Bot API, in its own words."""

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """A call that was refused; the server turns it into the answer that Telegram would give."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = dict(self.parameters)
        return answer


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def query_is_too_old() -> ApiError:
    return bad_request("query is too old and response timeout expired or query ID is invalid")
