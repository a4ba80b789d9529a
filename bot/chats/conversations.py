"""What is remembered of a chat: what was said before, which message answers which question, and hints given."""

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


@dataclass(slots=True)
class SentMessage:
    """The place of a message in a chat: no id until it was sent, and from then on the message to edit."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was replied to: its text, what was said before it, and where the reply is."""

    question: str
    before: Before = field(default_factory=Before)
    slot: SentMessage = field(default_factory=SentMessage)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is said by and to one person in one chat, or in one topic of it."""

    chat: int
    person: int
    topic: int | None = None


class Conversations:
    """A bounded memory in which a person is told apart from the others of a group."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._said: LruMap[Conversation, tuple[float, Before]] = LruMap(CHATS)
        self._asked: LruMap[tuple[int, int], Asked] = LruMap(QUESTIONS)
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

    def asked_by_answer(self, chat: int, message_id: int) -> Asked | None:
        """Return the question that the message answers, if it is still remembered."""
        mine = (self._asked.get(key) for key in self._asked if key[0] == chat)
        return next((asked for asked in mine if asked and asked.slot.message_id == message_id), None)

    def keep(self, chat: int, message_id: int, asked: Asked) -> None:
        """Remember that the message holds the question `asked`, in place of what it held before."""
        self._asked.put((chat, message_id), asked)

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
