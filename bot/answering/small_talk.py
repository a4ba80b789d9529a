"""Recognises messages that ask nothing about the subject: greetings, thanks, "what can you do"."""

from functools import lru_cache
from importlib.resources import files

import yaml

from bot.answering.model import SmallTalk
from bot.matching.vocabulary import Vocabulary

_ASIDE = "aside"
_MAX_WORDS = 12


def small_talk(text: str) -> SmallTalk | None:
    """The kind of small talk that `text` is from its first word to its last, or None if it says anything else."""
    reading = _vocabulary().read(text)
    if not 0 < len(reading.words) <= _MAX_WORDS:
        return None
    explained: set[int] = set()
    found: set[str] = set()
    for concept in reading.concepts:
        explained.update(range(concept.start, concept.end))
        found.add(concept.id)
    if len(explained) < len(reading.words):
        return None
    return next((kind for kind in (SmallTalk.HELP, SmallTalk.THANKS, SmallTalk.GREETING) if kind in found), None)


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    wordings = yaml.safe_load(files("bot.answering").joinpath("small_talk.yaml").read_text(encoding="utf-8"))
    return Vocabulary((), ((kind, wording) for kind, listed in wordings.items() for wording in listed))
