"""What is said in the chats of one bot, whatever carries it: a wing asks here, and shows what comes back."""

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from bot.answering import Answer, Answerer, Status, Suggestion
from bot.answering.acts import Request
from bot.answering.suggestions import MAX_SUGGESTIONS, chosen, suggestion, wording
from bot.chats.browsing import CurrentAnswerer
from bot.chats.budgets import Budgets, Verdict
from bot.chats.clock import Clock
from bot.chats.conversations import CHATS, Asked, Conversation, Conversations, SentMessage, ShownAnswer
from bot.chats.turns import Before, answer_after, missed, offering
from bot.facts.model import Fact, FactBase
from bot.gaps import GapLog
from bot.lru_map import LruMap
from bot.storage.usage_counts import Counter, Rating

TOLD_HOW_TO_ASK = frozenset({"greeting", "help"})
"""The acts that, addressed to the bot in a group, get a line on how to ask; it keeps out of all other chatter there."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks and where: the numbers that a platform gives a chat and a person, and whether they are alone in it.

    `topic` is the part of the chat, if it has any; `guest` says that the bot is not in the chat. `written` is when they
    wrote, in seconds by the platform's clock; None is now.
    """

    chat: int
    person: int
    private: bool
    topic: int | None = field(default=None, kw_only=True)
    guest: bool = field(default=False, kw_only=True)
    written: float | None = field(default=None, kw_only=True)

    @property
    def group(self) -> int | None:
        """The chat if it is a group that the bot is in, and so has a budget."""
        return None if self.private or self.guest else self.chat

    @property
    def conversation(self) -> Conversation:
        """What was said before, on which a message may lean: each topic has its own."""
        return Conversation(self.chat, self.person, self.topic, self.guest)


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer, and the message that shows it once it is sent, by which it is edited when its question is."""

    answer: Answer
    sent: SentMessage = field(default_factory=SentMessage)


class Notice(Enum):
    """What is said to a message that is not answered."""

    NOTHING = auto()
    HOW_TO_ASK = auto()
    TOO_MANY_FROM_PERSON = auto()
    TOO_MANY_IN_GROUP = auto()


_REFUSALS = {
    Verdict.TELL_PERSON: Notice.TOO_MANY_FROM_PERSON,
    Verdict.TELL_GROUP: Notice.TOO_MANY_IN_GROUP,
    Verdict.SILENCE: Notice.NOTHING,
}


class Dialogue:
    """Answers within budgets, remembers what a message may lean on, and keeps what found no answer."""

    def __init__(self, current: CurrentAnswerer, gaps: GapLog, counts: Counter, clock: Clock) -> None:
        """Answer from what `current` holds at the time; keep gaps and counts in `gaps` and `counts`."""
        self._current = current
        self._gaps = gaps
        self._counts = counts
        self._conversations = Conversations(clock)
        self._moved: LruMap[int, bool] = LruMap(CHATS)
        self._budgets = Budgets(clock)

    @property
    def answerer(self) -> Answerer:
        """What answers at the moment: read it once for each message, for it may be another the next time."""
        return self._current.answerer

    @property
    def base(self) -> FactBase:
        """The facts that are being served."""
        return self.answerer.base

    def ask(self, speaker: Speaker, message: int, text: str) -> Turn | Notice:
        """Answer the text of a message, which is a question or not, and remember both."""
        before = self._conversations.before(speaker.conversation)
        answer = answer_after(self.answerer, text, before)
        if answer.act is not None and not answer.facts and not speaker.private:
            return self.tell_how(speaker) if answer.act in TOLD_HOW_TO_ASK else Notice.NOTHING
        return self.afford(speaker) or self._taken(speaker, message, Asked(text, before), answer)

    def tell_how(self, speaker: Speaker) -> Notice:
        """Return what is said to who calls the bot and asks nothing."""
        return self.afford(speaker) or Notice.HOW_TO_ASK

    def ask_again(self, speaker: Speaker, message: int, text: str) -> Turn | Notice:
        """Answer a message that was edited, as far as it is remembered and its words have changed."""
        asked = self._conversations.asked(speaker.chat, message)
        if asked is None or text in ("", asked.question):
            return Notice.NOTHING
        refusal = self.afford(speaker)
        if refusal is not None:
            return refusal
        answer = answer_after(self.answerer, text, asked.before)
        return self._taken(speaker, message, Asked(text, asked.before, asked.slot), answer)

    def pick(
        self, speaker: Speaker, fact: Fact, question: str | None = None, sent: SentMessage | None = None
    ) -> Answer:
        """Return `fact` as the answer to a question that was offered, and remember it; `sent` is what will show it."""
        answer = chosen(self.base, fact, question or wording(fact))
        self._conversations.answered(speaker.conversation, answer)
        if sent is not None:
            asked = self._asked_by(speaker, sent) or Asked(answer.question)
            self._show(speaker, replace(asked, slot=sent), fact.id)
        return answer

    def not_meant(self, speaker: Speaker, asked: Asked, fact: Fact, sent: SentMessage) -> tuple[Suggestion, ...]:
        """Keep a question that was answered with `fact` as a gap; return what may have been meant, nearest first.

        `sent` is the message with the answer, which is to show that instead.
        """
        answerer = self.answerer
        given = self._rejected(answerer, asked, fact)
        matches = answerer.answer(given.understood).matches
        offers = tuple(suggestion(match.fact) for match in matches if match.fact.id != fact.id)[:MAX_SUGGESTIONS]
        if offers:
            self._conversations.answered(speaker.conversation, offering(given, offers))
        self._show(speaker, replace(asked, slot=sent), None)
        return offers

    def liked(self, speaker: Speaker, message: int) -> None:
        """Count that `speaker` liked the answer that a message shows, if it shows one: once for each person."""
        if self._rated_fact(speaker, message, liked=True) is not None:
            self._counts.count(Rating.LIKED)

    def disliked(self, speaker: Speaker, message: int) -> tuple[Suggestion, ...] | None:
        """Keep the question that a message answers as a gap, if it does: once for each person.

        Return what may have been meant, to be shown instead; None if the message is to stay as it is, also for those
        who did not ask.
        """
        fact = self._rated_fact(speaker, message, liked=False)
        shown = self._conversations.shown(speaker.chat, message)
        if fact is None or shown is None or self.afford(speaker) is not None:
            return None
        if shown.conversation.person != speaker.person:
            self._rejected(self.answerer, shown.asked, fact)
            return None
        return self.not_meant(speaker, shown.asked, fact, SentMessage(message))

    def asked(self, chat: int, message: int) -> Asked | None:
        """Return the question of a message, if it was answered and is still remembered."""
        return self._conversations.asked(chat, message)

    def asked_by_answer(self, chat: int, message: int) -> Asked | None:
        """Return the question that the message of an answer replies to, if it is still remembered."""
        shown = self._conversations.shown(chat, message)
        return shown.asked if shown else None

    def topic_of_answer(self, chat: int, message: int) -> int | None:
        """Return the topic that a message answers in; None if in none, or if it is not remembered any more."""
        shown = self._conversations.shown(chat, message)
        return shown.conversation.topic if shown else None

    def afford(self, speaker: Speaker) -> Notice | None:
        """Spend one reply of the budgets; return what is said instead where they have none left, at first once."""
        return _REFUSALS.get(self._budgets.spend(speaker.person, speaker.group, speaker.written))

    def afford_help(self, speaker: Speaker) -> bool:
        """Tell whether `speaker` gets help whatever the budgets say: it is given even in a flood, now and then."""
        return self._budgets.may_help(speaker.person, speaker.group, speaker.written)

    def first_hint(self, chat: int) -> bool:
        """Tell whether `chat` gets its one hint now."""
        return self._conversations.first_hint(chat)

    def move(self, old: int, new: int) -> None:
        """Go on in the chat `new` with all that is remembered of the group `old`, which has become it."""
        self._conversations.move(old, new)
        self._budgets.move(old, new)
        self._moved.put(new, True)

    def has_moved(self, chat: int) -> bool:
        """Tell whether `chat` is known as one that a group has become."""
        return self._moved.get(chat) is not None

    def _taken(self, speaker: Speaker, message: int, asked: Asked, answer: Answer) -> Turn:
        """Remember a question and its answer, count it, and keep it as a gap if it found none."""
        if not speaker.guest:  # whose chat may have the id of another; and neither edits nor reactions come from there
            self._conversations.keep(speaker.chat, message, asked)
            self._show(speaker, asked, answer.facts[0].fact.id if answer.facts else None)
        self._conversations.answered(speaker.conversation, answer)
        question = missed(answer)
        if question is not None:
            self._counts.count(answer.status)
            if answer.status is not Status.ANSWERED:
                self._gaps.record(question, [offer.fact.id for offer in answer.suggestions])
        self._heed_complaint(answer, asked.before)
        return Turn(answer, asked.slot)

    def _heed_complaint(self, answer: Answer, before: Before) -> None:
        """Keep the question before as a gap if the message says that its answer was wrong."""
        if answer.act == Request.WRONG and before.said is not None and before.said.facts:
            self._reject(before.said.words, before.said.facts[0][0])

    def _show(self, speaker: Speaker, asked: Asked, fact: str | None) -> None:
        self._conversations.show(ShownAnswer(speaker.conversation, asked, fact))

    def _asked_by(self, speaker: Speaker, sent: SentMessage) -> Asked | None:
        return None if sent.message_id is None else self.asked_by_answer(speaker.chat, sent.message_id)

    def _rated_fact(self, speaker: Speaker, message: int, *, liked: bool) -> Fact | None:
        """Return the fact that a message shows, unless `speaker` has rated it so before."""
        shown = self._conversations.shown(speaker.chat, message)
        fact = self.base.by_id.get(shown.fact) if shown and shown.fact else None
        if fact is None or not self._conversations.first_rating(speaker.chat, message, speaker.person, liked=liked):
            return None
        return fact

    def _rejected(self, answerer: Answerer, asked: Asked, fact: Fact) -> Answer:
        """Keep a question that was answered with `fact` as a gap, count that, and return the answer that it gets."""
        self._counts.count(Rating.NOT_MEANT)
        given = answer_after(answerer, asked.question, asked.before)
        self._reject(given, fact.id)
        return given

    def _reject(self, answer: Answer, fact: str) -> None:
        question = missed(answer)
        if question is not None:
            self._gaps.reject(question, fact)
