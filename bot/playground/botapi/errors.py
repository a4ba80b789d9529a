"""The errors of the Bot API, in its own words."""

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """A refused call: `parameters` are those of the answer, such as `retry_after`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        """Return the answer that Telegram would give."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = dict(self.parameters)
        return answer


def bad_request(reason: str) -> ApiError:
    """Return an error 400."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return an error 403."""
    return ApiError(403, f"Forbidden: {reason}")


def query_is_too_old() -> ApiError:
    """Return the error for a query that expired, was answered already or never was."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")
