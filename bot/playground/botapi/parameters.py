"""The parameters of one call as plain values, whether they came as a query, a form, JSON or multipart."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from .errors import ApiError, Json, bad_request

_NUMBERS = {
    "cache_time",
    "chat_id",
    "direct_messages_topic_id",
    "limit",
    "max_connections",
    "message_id",
    "message_thread_id",
    "offset",
    "timeout",
    "user_id",
}
_FLAGS = {"disable_notification", "drop_pending_updates", "is_personal", "protect_content", "show_alert"}
_OBJECTS = {
    "allowed_updates",
    "button",
    "caption_entities",
    "commands",
    "entities",
    "link_preview_options",
    "reply_markup",
    "reply_parameters",
    "result",
    "results",
    "scope",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """The values and the files of one call; a getter raises ApiError for a value of the wrong kind."""

    values: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """Return the value as it came; None if there is none."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """Return the value as a text; empty if there is none."""
        return str(self.values.get(name) or "")

    def number(self, name: str, default: int = 0) -> int:
        """Return the value as a number; `default` if there is none or it is 0."""
        found = self.values.get(name)
        if isinstance(found, str) and found:
            raise bad_request(f"parameter {name} must be a number")
        return int(found or default)

    def items(self, name: str) -> list[Any]:
        """Return the value as a list; empty if there is none."""
        found = self.values.get(name)
        if found is None:
            return []
        if not isinstance(found, list):
            raise bad_request(f"can't parse {name}: expected an Array")
        return found

    def fields(self, name: str) -> Json:
        """Return the value as an object; empty if there is none."""
        found = self.values.get(name)
        if found is not None and not isinstance(found, dict):
            raise bad_request(f"can't parse {name}: expected an Object")
        return found or {}


async def parameters_of(request: web.Request) -> Parameters:
    """Return the parameters of a request; raise ApiError if an object among them is not valid JSON."""
    raw: Json = dict(request.query)
    files = {}
    if request.content_type == "application/json":
        body = await request.read()
        raw |= _object(body) if body else {}
    else:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.content_type, value.file.read())
            else:
                raw[name] = value
    return Parameters({name: _plain(name, value) for name, value in raw.items()}, files)


def _object(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ApiError(400, "Bad Request: can't parse JSON object")
    return found


def _plain(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in _OBJECTS:
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
    if name in _FLAGS:
        return value.lower() in {"true", "yes", "1"}
    if name in _NUMBERS and value.lstrip("-").isdigit():
        return int(value)
    return value
