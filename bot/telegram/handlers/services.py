"""What handlers share: the core they ask, the memory they keep, and the way out."""

from dataclasses import dataclass, field

from bot import texts
from bot.chats.browsing import CurrentAnswerer
from bot.chats.budgets import Budgets, Verdict
from bot.chats.conversations import Conversations, SentMessage
from bot.gaps import GapLog
from bot.storage.usage_counts import Counter, NoCounts
from bot.telegram.handlers.reply_target import ReplyTarget
from bot.telegram.messages.pages import text_page
from bot.telegram.messages.reply import Reply
from bot.telegram.transport.api_calls import Message
from bot.telegram.transport.outbox import Outbox

TOO_MANY = {Verdict.TELL_PERSON: texts.TOO_MANY_FROM_PERSON, Verdict.TELL_GROUP: texts.TOO_MANY_IN_GROUP}
"""What is said once to whom has spent a budget."""


@dataclass(frozen=True, slots=True)
class Services:
    """One of each for the whole process."""

    knowledge: CurrentAnswerer
    conversations: Conversations
    budgets: Budgets
    gaps: GapLog
    outbox: Outbox
    gaps_days: int
    counts: Counter = field(default_factory=NoCounts)

    def send(self, place: ReplyTarget, reply: Reply, slot: SentMessage | None = None, *, silent: bool = False) -> None:
        """Send `reply` to where it belongs, or edit it into the message that `slot` holds; what is left follows it."""
        slots = [slot or SentMessage(), *(SentMessage() for _ in reply.rest)]
        for part, into in zip((reply, *reply.rest), slots, strict=True):
            call = Message(place.chat, part, into, reply_to=place.message, topic=place.topic, silent=silent)
            self.outbox.put(place.chat, call)

    def affords(self, place: ReplyTarget) -> bool:
        """Whether the budgets allow one more reply in `place`; the first time they do not, it is said."""
        verdict = self.budgets.spend(place.person, place.group)
        if verdict in TOO_MANY:
            self.send(place, text_page(TOO_MANY[verdict]))
        return verdict is Verdict.ANSWER
