"""A chat or a topic, and what can be read in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from .calls import Call
from .chats import Chat
from .errors import Json
from .server_state import ServerState
from .views import Message
from .waiting import PATIENCE, wait_for

T = TypeVar("T")

_CHANGES = ("deleteMessage", "editMessageReplyMarkup", "editMessageText")


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, or one topic of it; `thread` is the id of the topic, 0 for the whole chat."""

    state: ServerState
    id: int
    thread: int = 0

    @property
    def chat(self) -> Chat:
        return self.state.chats[self.id]

    @property
    def messages(self) -> list[Message]:
        with self.state.condition:
            found = [Message(dict(fields)) for fields in self.chat.messages.values()]
        return [message for message in found if self.thread in (0, message.thread)]

    @property
    def from_bot(self) -> list[Message]:
        """Return the messages that the bot sent; an inline result belongs to the person who chose it."""
        return [message for message in self.messages if message.sender_id == self.state.me["id"]]

    def open_topic(self, name: str, user: Json) -> "Place":
        """Open a topic; its id is that of the message that opens it."""
        with self.state.change():
            number = self.chat.last_id + 1
            self.chat.topics[number] = name
            created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
            self.state.post(self.chat, {"from": user}, created, thread=number)
        return Place(self.state, self.id, number)

    def delete_topic(self) -> None:
        """Delete this topic with its messages; a bot is not told of that."""
        with self.state.change():
            del self.chat.topics[self.thread]
            for message in self.messages:
                del self.chat.messages[message.id]

    def clear_history(self) -> None:
        """Delete all messages of the chat; a bot is not told of that."""
        with self.state.change():
            self.chat.messages.clear()

    def now(self, message: Message) -> Message:
        """Return a message as it is now."""
        return next(found for found in self.messages if found.id == message.id)

    def calls(self, *methods: str) -> list[Call]:
        """Return the bot's calls that name this chat."""
        return [call for call in self.state.calls.of(*methods) if call.chat_id == self.id]

    def wait_for(
        self, condition: Callable[[list[Message]], T], what: str = "messages", *, seconds: float = PATIENCE
    ) -> T:
        """Return the first true value of `condition`, which is given the messages.

        Raise AssertionError if there is none in so many seconds.
        """
        return wait_for(self.state, lambda: condition(self.messages), what, seconds=seconds)

    def answer_to(self, message: Message, *, seconds: float = PATIENCE) -> Message:
        """Return the bot's first message after this one that does not reply to another one.

        Raise AssertionError if none comes in so many seconds.
        """

        def answers() -> list[Message]:
            return [m for m in whole.from_bot if m.id > message.id and m.reply_to in (0, message.id)]

        whole = Place(self.state, self.id)
        return wait_for(self.state, answers, f"an answer to {message.text!r}", seconds=seconds)[0]

    def edit_of(self, message: Message, *, seconds: float = PATIENCE) -> Message:
        """Return this message as soon as it differs from what is given.

        Raise AssertionError if it does not in so many seconds.
        """

        def edited() -> list[Message]:
            return [m for m in self.messages if m.id == message.id and m != message]

        return wait_for(self.state, edited, f"an edit of {message.text!r}", seconds=seconds)[0]

    @contextmanager
    def silent_until(self, question: Callable[[], Message]) -> Iterator[None]:
        """Check that the bot answers, edits and deletes nothing in this chat because of what this block does.

        After the block `question` is called, which asks something that the bot does answer. It handles the updates of
        a chat in order, so that with this answer it has handled all that came before.
        """
        whole = Place(self.state, self.id)
        before = {message.id for message in whole.from_bot}
        first_call = len(self.state.calls.calls)
        yield
        asked = question()
        last_update = self.state.updates.last
        answer = self.answer_to(asked)
        wait_for(self.state, lambda: self.state.updates.confirmed >= last_update, "confirmed updates")
        noise = [m for m in whole.from_bot if m.id not in before and m.id != answer.id and m.reply_to != asked.id]
        assert not noise, f"the bot was not silent: {[message.text for message in noise]}"
        changes = [call for call in whole.calls(*_CHANGES) if call.number >= first_call]
        changes = [call for call in changes if call.parameters["message_id"] < asked.id]
        assert not changes, f"the bot was not silent: {[str(call) for call in changes]}"
