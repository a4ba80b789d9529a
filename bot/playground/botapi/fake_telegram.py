"""A stand-in for Telegram, in a thread of its own, and the people and chats on it."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

from .calls import Call
from .errors import Json
from .fault_rules import Faults
from .groups import Channel, DirectMessages, Group, change_status
from .people import Person
from .server import BotApiServer
from .server_state import ServerState
from .waiting import PATIENCE, wait_for

T = TypeVar("T")

TOKEN = "7000000001:AAF-stand-in_token-for-tests-0123456789"  # noqa: S105 - of no real bot


class FakeTelegram:
    """A Bot API server that runs while this context manager is open; `url` is for TELEGRAM_API_BASE_URL."""

    def __init__(self, token: str = TOKEN, *, username: str = "talks_test_bot") -> None:
        self.state = ServerState(token, username=username)
        self.url = ""
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._server: BotApiServer | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="Bot API")

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(PATIENCE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop and self._stop:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._server = BotApiServer(self.state)
        self.url = f"http://127.0.0.1:{await self._server.start()}"
        self._ready.set()
        await self._stop.wait()
        await self._server.stop()

    @contextmanager
    def down(self) -> Iterator[None]:
        """Refuse all connections within this block, as when Telegram or the way to it is down."""
        assert self._server is not None
        self._carry_out(self._server.go_down())
        try:
            yield
        finally:
            self._carry_out(self._server.come_back(int(self.url.rpartition(":")[2])))

    def _carry_out(self, step: Coroutine[None, None, None]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(step, self._loop).result(PATIENCE)

    @property
    def username(self) -> str:
        return str(self.state.me["username"])

    @property
    def faults(self) -> Faults:
        return self.state.faults

    def calls(self, *methods: str) -> list[Call]:
        """Return the bot's calls of these methods; without a name, all but getUpdates."""
        with self.state.condition:
            return self.state.calls.of(*methods)

    def wait_for(self, condition: Callable[[], T], what: str = "a condition", *, seconds: float = PATIENCE) -> T:
        """Return the first true value of `condition`; raise AssertionError if there is none in so many seconds."""
        return wait_for(self.state, condition, what, seconds=seconds)

    def wait_until_confirmed(self) -> None:
        """Wait until the bot has confirmed every update there is."""
        last = self.state.updates.last
        self.wait_for(lambda: self.state.updates.confirmed >= last, "all updates confirmed")

    def privacy_mode(self, on: bool, *, lenient: bool = False) -> None:
        """Switch privacy mode; while it is on, as at first, the bot gets only what is meant for it in groups.

        Reports differ on mentions, which it gets only if privacy mode is `lenient`.
        """
        with self.state.change():
            self.state.me["can_read_all_group_messages"] = not on
            self.state.lenient_privacy = lenient

    def guest_mode(self, on: bool) -> None:
        """Turn guest mode on or off: who names the bot, or replies to it, where it is not in sends it a guest query."""
        with self.state.change():
            self.state.me["supports_guest_queries"] = on

    def private_topics(self, on: bool) -> None:
        """Turn topics in private chats on, or off: then those that there are can no longer be sent to."""
        with self.state.change():
            self.state.me["has_topics_enabled"] = on
            for chat in self.state.chats.values():
                if chat.kind == "private" and not on:
                    chat.topics.clear()

    def sends_unparsable_update(self) -> None:
        """Send the bot an update that python-telegram-bot cannot read."""
        with self.state.change():
            self.state.updates.add_raw({"message": {"message_id": "x"}})

    def repeats_last_update(self) -> None:
        """Send the newest update again under its old number."""
        with self.state.change():
            self.state.updates.repeat_last()

    def person(self, name: str, *, is_bot: bool = False, language: str = "en") -> Person:
        """Add a person who has not written to the bot yet."""
        with self.state.change():
            number = self.state.new_number()
            username = f"{name.lower()}_{number}" + ("_bot" if is_bot else "")
            user = Json(id=number, is_bot=is_bot, first_name=name, username=username, language_code=language)
            info = {"id": number, "type": "private", "first_name": name, "username": username}
            self.state.add_chat(info).set_status(user, "member")
        return Person(self.state, user)

    def blocks(self, person: Person, blocked: bool = True) -> None:
        """Let a person block the bot, or unblock it."""
        change_status(self.state, person.private, "kicked" if blocked else "member", person.user)

    def group(
        self,
        title: str,
        *people: Person,
        kind: str = "supergroup",
        forum: bool = False,
        bot: str = "member",
    ) -> Group:
        """Add a group with these people, the first of whom created it; `bot` is the bot's status there."""
        with self.state.change():
            number = self.state.new_number()
            info = Json(id=-number, type=kind, title=title)
            if kind != "group":
                info["id"] = int(f"-100{2_000_000_000 + number}")
            if forum:
                info["is_forum"] = True
            chat = self.state.add_chat(info)
            for index, person in enumerate(people):
                chat.set_status(person.user, "member" if index else "creator")
            chat.set_status(self.state.bot, bot)
        return Group(self.state, info["id"])

    def channel(self, title: str, *, linked: Group | None = None, bot: str = "left") -> Channel:
        """Add a channel; the bot gets its posts if its status is administrator."""
        with self.state.change():
            number = int(f"-100{2_000_000_000 + self.state.new_number()}")
            chat = self.state.add_chat({"id": number, "type": "channel", "title": title})
            chat.set_status(self.state.bot, bot)
        return Channel(self.state, number, linked=linked)

    def direct_messages(self, title: str) -> DirectMessages:
        """Add a channel's direct messages, which the bot gets as an administrator of the channel."""
        with self.state.change():
            number = int(f"-100{2_000_000_000 + self.state.new_number()}")
            info = {"id": number, "type": "supergroup", "title": title, "is_direct_messages": True}
            self.state.add_chat(info).set_status(self.state.bot, "administrator")
        return DirectMessages(self.state, number)
