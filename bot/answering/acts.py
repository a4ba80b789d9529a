"""The acts: messages that ask nothing of the source, from "hello" to "say that again"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from bot.language.words import words


class Request(StrEnum):
    """The acts that are about the last answer, or about what was offered with it."""

    SOURCE = "source"
    MORE = "more"
    REPEAT = "repeat"
    WRONG = "wrong"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that people do with a message, and how they do it. A request has no reply of its own."""

    name: str
    questions: tuple[str, ...]
    reply: str | None = None


GREETING = "greeting"
"""The act to which a base may have a reply that /start has as well."""

EMOJI = "emoji"
"""The act of a message without a letter or a digit, which nothing can be matched with."""


@cache
def acts() -> tuple[Act, ...]:
    """Return the acts that the bot knows."""
    entries = yaml.safe_load(files("bot.answering").joinpath("acts.yaml").read_text(encoding="utf-8"))
    return tuple(Act(entry["act"], tuple(entry["questions"]), entry.get("reply")) for entry in entries)


@cache
def replies() -> Mapping[str, str]:
    """Return what the bot replies to each act that has a reply; `{source_noun}` in it is for that of the base."""
    return {act.name: act.reply for act in acts() if act.reply}


@cache
def verbatim() -> Mapping[tuple[str, ...], str]:
    """Return the act of each example message, by the words of the message."""
    return {tuple(words(question)): act.name for act in acts() for question in act.questions}


def without_asides(text: str) -> str | None:
    """Return what is left of `text` without a greeting or the like before and after it; None if there is none."""
    said = words(text)
    kept = said
    while (ends := _longest(kept[:size] for size in _sizes(kept))) is not None:
        kept = kept[ends:]
    while (ends := _longest(kept[-size:] for size in _sizes(kept))) is not None:
        kept = kept[:-ends]
    return None if len(kept) == len(said) else " ".join(kept)


def _sizes(kept: Sequence[str]) -> range:
    """Return how many words of `kept`, but not all, may be an example message; the most first."""
    return range(min(len(kept) - 1, max(map(len, verbatim()))), 0, -1)


def _longest(pieces: Iterable[list[str]]) -> int | None:
    return next((len(piece) for piece in pieces if tuple(piece) in verbatim()), None)
