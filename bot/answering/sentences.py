"""The bot's own sentences, in the voice of the base: the replies where no fact is the answer."""

from bot.answering.acts import GREETING, replies
from bot.facts.model import Voice

NOT_SURE = "I am not sure what you mean."
UNKNOWN_COMMAND = "I do not know that command."
NOTHING_NEARER = "I have nothing that comes nearer."
NOTHING_ANSWERED_YET = "Ask me something first, and I will say more about it."


def declining(voice: Voice) -> str:
    """Return what is said to a question that no fact answers."""
    return voice.declining or f"{voice.source_noun[:1].upper()}{voice.source_noun[1:]} does not say."


def other_language(voice: Voice) -> str:
    """Return what is said to a question in another language than that of the facts."""
    return f"I understand questions in {voice.language}."


def reply_to(act: str, voice: Voice) -> str:
    """Return what is said to a message that asks nothing of the source, or to a request when nothing was answered."""
    own = {GREETING: voice.greeting, **dict(voice.acts)}
    usual = replies().get(act, NOTHING_ANSWERED_YET)
    return own.get(act) or usual.replace("{source_noun}", voice.source_noun)
