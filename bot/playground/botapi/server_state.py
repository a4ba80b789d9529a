"""The state of the stand-in: one bot's account, its chats, its files and the updates that wait for it.

All of it changes under one condition, so that tests, a page and the server can share it across threads.
"""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from .calls import CallLog
from .chats import Chat, mentions, replies_to
from .errors import Json, bad_request
from .fault_rules import Faults
from .updates import UpdateQueue

LARGEST_DOWNLOAD = 20 * 1024 * 1024
_CALLBACK_LIFETIME = 60.0


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on the server; `size`, in bytes, may be larger than the content."""

    path: str
    content: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Query:
    """A callback or inline query that can be answered until `expires`, in seconds of the monotonic clock."""

    id: str
    expires: float


@dataclass(slots=True)
class Webhook:
    """The webhook of the bot; an empty `url` means that there is none."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_date: int = 0


@dataclass(slots=True)
class Profile:
    """The texts and commands that the bot sets for itself, by language and scope."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    name: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)


class ServerState:
    """Everything that the server knows; hold `condition` to read it, and use `change` to change it."""

    def __init__(self, token: str, *, username: str = "talks_test_bot", name: str = "Talks") -> None:
        self.token = token
        self.given_name = name
        self.me: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "supports_guest_queries": False,
        }
        self.lenient_privacy = False
        self.profile = Profile()
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.guest_queries: dict[str, tuple[int, int]] = {}
        self.updates = UpdateQueue()
        self.webhook = Webhook()
        self.proxies: dict[str, str] = {}
        self.calls = CallLog()
        self.faults = Faults()
        self.condition = threading.Condition()
        self._listeners: list[Callable[[], None]] = []
        self._numbers = itertools.count(1001)

    @contextmanager
    def change(self) -> Iterator[None]:
        """Hold the condition for a change within this block; then wake all that wait and call the listeners."""
        with self.condition:
            yield
            self.condition.notify_all()
        for listener in list(self._listeners):
            listener()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change, in the thread that made it."""
        self._listeners.append(listener)

    def new_number(self) -> int:
        """Return a number that was not given out before."""
        return next(self._numbers)

    @property
    def bot(self) -> Json:
        """Return the bot as it appears in messages."""
        return {key: self.me[key] for key in ("id", "is_bot", "first_name", "username")}

    def add_chat(self, info: Json) -> Chat:
        """Add a chat with these fields, and return it."""
        self.chats[info["id"]] = Chat(info)
        return self.chats[info["id"]]

    def chat(self, chat_id: Any) -> Chat:
        """Return the chat with this id or public @name; raise ApiError if there is none."""
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        if isinstance(chat_id, int) and chat_id in self.chats:
            return self.chats[chat_id]
        for chat in self.chats.values():
            if chat_id == f"@{chat.info.get('username')}":
                return chat
        raise bad_request("chat not found")

    def post(
        self,
        chat: Chat,
        sender: Json,
        content: Json,
        *,
        thread: int = 0,
        reply_to: int = 0,
        shown: bool = True,
    ) -> Json:
        """Add a message to a chat, and an update if `shown` and the bot may see it; return the message."""
        message = chat.new_message(sender, content, thread=thread, reply_to=reply_to)
        if shown:
            self.show("channel_post" if chat.kind == "channel" else "message", chat, message)
        return message

    def show(self, kind: str, chat: Chat, message: Json) -> None:
        """Queue an update of this kind if the bot may see the message, or one that calls it as a guest."""
        if chat.shows(message, self.me, lenient=self.lenient_privacy):
            self.updates.add(kind, dict(message))
        elif kind == "message" and self._calls_a_guest(chat, message):
            query_id = self.add_query()
            self.guest_queries[query_id] = (chat.id, message["message_id"])
            self.updates.add("guest_message", {**message, "guest_query_id": query_id})

    def _calls_a_guest(self, chat: Chat, message: Json) -> bool:
        is_outside = chat.kind in {"group", "supergroup"} and chat.status_of(self.me["id"]) == "left"
        is_called = mentions(message, self.me) or replies_to(message, self.me)
        return bool(self.me["supports_guest_queries"]) and is_outside and is_called

    def add_inline_message(self, chat_id: int, message_id: int) -> str:
        """Return the id by which a bot that is not in the chat edits this message."""
        inline_id = f"BAAAA{self.new_number()}"
        self.inline_messages[inline_id] = (chat_id, message_id)
        return inline_id

    def add_file(self, name: str, content: bytes, size: int | None = None) -> Json:
        """Keep a file, and return the fields by which messages refer to it."""
        number = self.new_number()
        size = len(content) if size is None else size
        file_id = f"BQACAgIAAxkBAAI{number}"
        self.files[file_id] = StoredFile(f"documents/file_{number}_{name}", content, size)
        return {"file_id": file_id, "file_unique_id": f"AgAD{number}", "file_size": size}

    def add_query(self, lifetime: float = _CALLBACK_LIFETIME) -> str:
        """Return the id of a new query that can be answered for so many seconds."""
        query = Query(str(4_000_000_000_000 + self.new_number()), time.monotonic() + lifetime)
        self.queries[query.id] = query
        return query.id

    def query_is_open(self, query_id: str) -> bool:
        """Tell whether this query may still be answered, and close it."""
        query = self.queries.pop(query_id, None)
        return query is not None and time.monotonic() < query.expires
