"""What is remembered of a chat: what was said before, which message answers which question, and hints given."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.answering import Answer
from bot.chats.clock import Clock
from bot.chats.turns import Before
from bot.lru_map import LruMap

FOLLOW_UP_SECONDS = 600.0
"""How long a question may lean on the answer before it."""

CHATS = 10_000
QUESTIONS = 10_000
"""Questions whose answers can still be edited along with them."""


class SentMessage:
    """The place of a message in a chat: no id until it was sent, and from then on the message to edit."""

    __slots__ = ("_id", "_use")

    def __init__(self, message_id: int | None = None) -> None:
        self._id = message_id
        self._use: Callable[[int], None] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SentMessage) and self._id == other._id

    @property
    def message_id(self) -> int | None:
        """The id of the message; None until it was sent."""
        return self._id

    @message_id.setter
    def message_id(self, message_id: int | None) -> None:
        self._id = message_id
        if message_id is not None and self._use is not None:
            use, self._use = self._use, None
            use(message_id)

    def when_sent(self, use: Callable[[int], None]) -> None:
        """Call `use`, and nothing that was to be called before, with the id as soon as there is one."""
        if self._id is None:
            self._use = use
        else:
            use(self._id)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was replied to: its text, what was said before it, and where the reply is."""

    question: str
    before: Before = field(default_factory=Before)
    slot: SentMessage = field(default_factory=SentMessage)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is said by and to one person in one chat, or in one topic of it.

    Where the bot is a `guest`, another chat may have the same id.
    """

    chat: int
    person: int
    topic: int | None = None
    guest: bool = False


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What a message of ours shows: to whom and what they asked, and the id of the fact; None for no fact."""

    conversation: Conversation
    asked: Asked
    fact: str | None


class Conversations:
    """A bounded memory in which a person is told apart from the others of a group."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._said: LruMap[Conversation, tuple[float, Before]] = LruMap(CHATS)
        self._asked: LruMap[tuple[int, int], Asked] = LruMap(QUESTIONS)
        self._shown: LruMap[tuple[int, int], ShownAnswer] = LruMap(QUESTIONS)
        self._rated: LruMap[tuple[int, int, int, bool], bool] = LruMap(QUESTIONS)
        self._hinted: LruMap[int, bool] = LruMap(CHATS)

    def before(self, conversation: Conversation) -> Before:
        """Return what the next message of `conversation` may lean on: nothing if the last is too long ago."""
        found = self._said.get(conversation)
        if found is None or self._clock() - found[0] > FOLLOW_UP_SECONDS:
            self._said.pop(conversation)
            return Before()
        return found[1]

    def answered(self, conversation: Conversation, answer: Answer) -> None:
        """`answer` was given; one that says nothing leaves the answer before it to lean on."""
        if answer.can_be_leant_on or answer.suggestions:
            self._said.put(conversation, (self._clock(), self.before(conversation).and_then(answer)))

    def asked(self, chat: int, message_id: int) -> Asked | None:
        """Return the question of a message, if it was replied to and is still remembered."""
        return self._asked.get((chat, message_id))

    def keep(self, chat: int, message_id: int, asked: Asked) -> None:
        """Remember that the message holds the question `asked`, in place of what it held before."""
        self._asked.put((chat, message_id), asked)

    def show(self, shown: ShownAnswer) -> None:
        """Remember what a message shows, once it is sent, in place of what it showed before."""
        chat = shown.conversation.chat
        shown.asked.slot.when_sent(lambda message_id: self._shown.put((chat, message_id), shown))

    def shown(self, chat: int, message_id: int) -> ShownAnswer | None:
        """Return what a message of ours shows, if it is still remembered."""
        return self._shown.get((chat, message_id))

    def first_rating(self, chat: int, message_id: int, person: int, *, liked: bool) -> bool:
        """Whether `person` rates the message so for the first time."""
        return self._rated.first_time((chat, message_id, person, liked), True)

    def first_hint(self, chat: int) -> bool:
        """Whether `chat` gets the hint now; it gets it once."""
        return self._hinted.first_time(chat, True)

    def move(self, old: int, new: int) -> None:
        """Go on with the group `old` as `new`, which it has become; messages have other ids there and are dropped."""
        for conversation in self._said:
            if conversation.chat == old:
                kept = self._said.pop(conversation)
                if kept is not None:
                    self._said.put(replace(conversation, chat=new), kept)
