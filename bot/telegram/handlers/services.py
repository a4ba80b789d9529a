"""What handlers share: the dialogue that they translate for, and the way out."""

import asyncio
from dataclasses import dataclass, replace

from bot import texts
from bot.chats.clock import Sleep
from bot.chats.conversations import SentMessage
from bot.chats.dialogue import Dialogue, Notice
from bot.telegram.handlers.reply_target import ReplyTarget
from bot.telegram.messages.pages import text_page, usage_page
from bot.telegram.messages.reply import Reply
from bot.telegram.transport.api_calls import OutgoingMessage
from bot.telegram.transport.outbox import Outbox

TOO_MANY = {
    Notice.TOO_MANY_FROM_PERSON: texts.TOO_MANY_FROM_PERSON,
    Notice.TOO_MANY_IN_GROUP: texts.TOO_MANY_IN_GROUP,
}


@dataclass(frozen=True, slots=True)
class Services:
    """One of each for the whole process."""

    dialogue: Dialogue
    outbox: Outbox
    gaps_days: int
    sleep: Sleep = asyncio.sleep

    def send(self, place: ReplyTarget, reply: Reply, slot: SentMessage | None = None, *, silent: bool = False) -> None:
        """Send `reply` to `place`, or edit it into the message `slot`; what does not fit into one follows it."""
        slots = [slot or SentMessage(), *(SentMessage() for _ in reply.rest)]
        for part, into in zip((reply, *reply.rest), slots, strict=True):
            call = OutgoingMessage(
                place.chat,
                part,
                into,
                reply_to=place.message,
                topic=None if place.direct else place.topic,
                direct_topic=place.topic if place.direct else None,
                silent=silent,
            )
            self.outbox.put(place.chat, call)

    def in_topic_of(self, place: ReplyTarget, answer: int) -> ReplyTarget:
        """Return `place` in the topic of the message `answer`, of which a reaction or a late tap has only the id."""
        return replace(place, topic=self.dialogue.topic_of_answer(place.chat, answer))

    def page(self, place: ReplyTarget, page: Reply) -> None:
        """Send a page: in private, where nobody else speaks, as a reply to nothing."""
        self.send(place.under(None) if place.private else place, page)

    def notify(self, place: ReplyTarget, notice: Notice) -> None:
        """Say what is said to a message that is not answered."""
        if notice in TOO_MANY:
            self.send(place, text_page(TOO_MANY[notice]))
        elif notice is Notice.HOW_TO_ASK:
            self.page(place, usage_page(self.dialogue.base))
