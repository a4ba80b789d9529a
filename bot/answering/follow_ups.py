"""Recognises by its form a message that leans on the one before it, and completes it.

The words that give a follow-up its form, pronouns, demonstratives and what begins an ellipsis, are closed classes of
English, so they can be listed. Everything else stands by itself, whatever was asked before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.answering.model import Answer, Status
from bot.matching.answer_type import answer_type
from bot.matching.matcher import Matcher
from bot.matching.names import outermost_names
from bot.matching.vocabulary import NAME, Concept, Reading

MAX_WORDS = 12
"""Words up to which a message may lean on the one before it."""

LIGHT = 0.3
"""Weight below which a word says little by itself, as "and", "what", "about", "that" do."""

MOST = 8
"""Completions of one message that are tried; each costs some milliseconds."""

POINTING = frozenset(
    {"he", "him", "his", "she", "her", "hers", "they", "them", "their", "theirs", "it", "its"}
    | {"that", "this", "those", "these", "there", "one", "ones"}
)
"""Pronouns and demonstratives: they point at what was said before."""

_PREPOSITION = re.compile(
    r"\s*(?:with|for|from|against|between|on|in|at|by|to|of|about|during|without|before|after|until|based on)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\s*(?:and|or|but|also|plus|then|so|ok(?:ay)?|what about|how about|what of)\b[\s,]*", re.IGNORECASE
)
_CORRECTION = re.compile(r"\s*(?:no[\s,]+|sorry[\s,]+)*(?:i (?:meant?|mean)|not that|rather)\b[\s,]*", re.IGNORECASE)
_BARE = frozenset(
    {"who", "whom", "whose", "where", "when", "why", "what", "which", "how", "else", "exactly", "so", "then", "and"}
    | {"is", "are", "was", "were", "do", "does", "did", "not"}
    | {"with", "for", "from", "to", "in", "at", "on", "by", "of"}
    | {"long", "many", "much", "often", "day", "time", "year", "month", "date", "the"}
)
_INTERROGATIVE = re.compile(r"^\W*(?:(?:and|so|but)\s+)?(?:wh\w+|how(?: \w+)?)\b\s*", re.IGNORECASE)


class Form(Enum):
    """By what a message leans on the one before it."""

    ELLIPSIS = auto()
    """It says only what is to be put into the question before: "and with China?"."""
    BARE = auto()
    """It only asks: "when?", "who else?"."""
    PRONOUN = auto()
    """It asks about something that it does not name: "whom did he meet?"."""
    CORRECTION = auto()
    """It takes something of the question before back: "I meant Japan"."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A follow-up as it may be meant: the whole question, and what it was taken to be about, if that was put in.

    Where it only adds to the question before it `must_be_new`: the same answer again would be to that question.
    """

    text: str
    form: Form
    about: str | None = None
    must_be_new: bool = False
    said: str | None = None
    """What the message itself says beside what makes it an ellipsis or a correction, if that is not all of it."""


def form(matcher: Matcher, reading: Reading) -> Form | None:
    """Return by what a message leans on the one before it; None if it stands by itself."""
    known = reading.known
    if not 0 < len(known) <= MAX_WORDS:
        return None
    if _CORRECTION.match(reading.text):
        return Form.CORRECTION
    if all(word in _BARE for word in known):
        return Form.BARE
    names = outermost_names(reading)
    begins = _BEGINS.match(reading.text)
    if not _has_verb(known) and (
        (_says_only(matcher, reading, names) and (names or begins))
        or _PREPOSITION.match(reading.text)
        or (begins and answer_type(known) is None)
    ):
        return Form.ELLIPSIS
    return Form.PRONOUN if _points(known) else None


def completions(matcher: Matcher, question: str, previous: Answer | None) -> tuple[Completion, ...]:
    """Return what `question` may mean after `previous`; nothing where it stands by itself."""
    if previous is None or previous.status is Status.UNKNOWN:
        return ()
    now = matcher.vocabulary.read(question)
    leaning = form(matcher, now)
    before = matcher.vocabulary.read(previous.understood)
    found = {each.text: each for each in _completed(matcher, now, before, previous, leaning)} if leaning else {}
    return tuple(found.values())[:MOST]


def _completed(
    matcher: Matcher, now: Reading, before: Reading, previous: Answer, leaning: Form
) -> Iterator[Completion]:
    if leaning is Form.BARE:
        rest = _INTERROGATIVE.sub("", previous.understood)
        yield Completion(f"{now.text.rstrip(' ?!.')} {rest}", leaning)
    elif leaning is Form.PRONOUN:
        yield from _with_pronouns_replaced(matcher, now, before, previous)
    else:
        said = _CORRECTION.sub("", _BEGINS.sub("", now.text, count=1), count=1).strip(" ?!.,")
        names = outermost_names(now)
        if names:
            name = _names(matcher)[names[-1].id]
            yield from _with_other_names(before, name, {each.id for each in names}, leaning)
        if said:
            yield Completion(
                f"{previous.understood.rstrip(' ?!.')} {said}",
                leaning,
                said,
                must_be_new=answer_type(now.known) is None,
                said=said,
            )


_VERBS = frozenset(
    {"is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "may", "will", "would"}
)


def _has_verb(words: Sequence[str]) -> bool:
    """Tell whether there is one of the verbs that nearly every question has; an ellipsis has none."""
    return any(word in _VERBS for word in words)


def _points(words: Sequence[str]) -> bool:
    """Tell whether some word points at what was said before.

    "there" does not in "are there", nor does "this" before a noun, as in "this season".
    """
    triples = zip(("", *words), words, (*words[1:], ""), strict=False)
    return any(
        word in POINTING
        and not (word == "there" and before in _VERBS)
        and not (word == "this" and after and after not in _VERBS)
        for before, word, after in triples
    )


def _says_only(matcher: Matcher, reading: Reading, names: list[Concept]) -> bool:
    """Tell whether `reading` has little to say beside `names`."""
    named = {position for name in names for position in range(name.start, name.end)}
    return all(weight < LIGHT for position, weight in enumerate(matcher.weights(reading)) if position not in named)


def _with_other_names(before: Reading, name: str, given: set[str], leaning: Form) -> Iterator[Completion]:
    """Yield the question before with each of its names replaced by `name` in turn, or with `name` added."""
    for old in outermost_names(before):
        if old.id not in given:
            yield Completion(before.with_instead(name, old), leaning, name, said=name)
    if given.isdisjoint(concept.id for concept in before.concepts):
        yield Completion(" ".join([*(word.text for word in before.words), name]), leaning, name, said=name)


def _with_pronouns_replaced(matcher: Matcher, now: Reading, before: Reading, previous: Answer) -> Iterator[Completion]:
    """Yield the message with its pronouns replaced by each name that was spoken of, the last one first.

    What was named in the question counts before what its answer is about; without names, what it was about in words.
    """
    spoken = [name for name in _names_before(matcher, before, previous) if name not in now.text]
    for name in spoken:
        yield Completion(_replaced(now, name), Form.PRONOUN, name)
    if len(spoken) > 1:
        together = " and ".join(spoken)
        yield Completion(_replaced(now, together), Form.PRONOUN, together)
    weights = matcher.weights(before)
    topic = " ".join(word.text for word, weight in zip(before.words, weights, strict=True) if weight >= LIGHT)
    if topic:
        yield Completion(_replaced(now, topic), Form.PRONOUN)
        yield Completion(f"{now.text.rstrip(' ?!.')} {topic}", Form.PRONOUN)


def _replaced(now: Reading, name: str) -> str:
    """Return the words of a message with `name` for its pronouns."""
    words = [name if word.text in POINTING else word.text for word in now.words]
    return " ".join(word for place, word in enumerate(words) if place == 0 or word != name or words[place - 1] != name)


def _names_before(matcher: Matcher, before: Reading, previous: Answer) -> list[str]:
    """Return the names in the question before, the last one first, and then those that its answer is about."""
    names = _names(matcher)
    asked = [names[name.id] for name in reversed(outermost_names(before))]
    about = [names[NAME + name] for match in previous.facts[:1] for name in match.fact.about]
    return list(dict.fromkeys([*asked, *about]))


def _names(matcher: Matcher) -> dict[str, str]:
    """Return what the base calls each name, by the id of its concept."""
    return {NAME + name.id: name.name for name in matcher.base.names}
