"""Recognises by its form a message that leans on the one before it, and completes it.

The words that give a follow-up its form, pronouns, demonstratives, prepositions and what begins an ellipsis, are closed
classes of English, so they can be listed. Everything else stands by itself, whatever was asked before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from bot.answering.model import Answer
from bot.language.words import words
from bot.matching.answer_type import INTERROGATIVES, answer_type
from bot.matching.matcher import Matcher
from bot.matching.names import outermost_names
from bot.matching.vocabulary import NAME, AnalyzedText

MAX_WORDS = 12
"""Words up to which a message may lean on the one before it."""

LIGHT = 0.3
"""Weight below which a word says little by itself, as "and", "what", "about", "that" do."""

MOST = 8
"""Completions of one message that are tried; each costs some milliseconds."""

PARALLELS = 2
"""Words of the question before it that a follow-up is tried in place of; each is one more completion."""

LEAST_NEARNESS = 0.35
"""Cosine of two words from which one may replace the other, as "Tuesday" replaces "Saturday"."""

MOST_TOGETHER = 3
"""Names that "they" may point at together."""


class Pointing(Enum):
    """The kinds of things that a pronoun or a demonstrative may point at."""

    PERSON = auto()
    PLACE = auto()
    SEVERAL = auto()
    THING = auto()


_POINTING = {
    **dict.fromkeys(("he", "him", "his", "she", "her", "hers"), Pointing.PERSON),
    "there": Pointing.PLACE,
    **dict.fromkeys(("they", "them", "their", "theirs", "those", "these", "ones"), Pointing.SEVERAL),
    **dict.fromkeys(("it", "its", "that", "this", "one"), Pointing.THING),
}
_ORDER = tuple(Pointing)

_VERBS = frozenset(
    {"is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "may", "will", "would"}
)
_PREPOSITIONS = frozenset(
    {"with", "for", "from", "against", "between", "on", "in", "at", "by", "to", "of", "about", "during", "without"}
    | {"before", "after", "until", "under", "per"}
)
_BARE = (
    INTERROGATIVES.keys()
    | _VERBS
    | _PREPOSITIONS
    | {"else", "exactly", "so", "then", "and", "not", "long", "many", "much", "often", "the"}
    | {"day", "time", "year", "month", "date"}
)
_EMPTY = INTERROGATIVES.keys() | _VERBS | _PREPOSITIONS | _POINTING.keys()
"""Words that say nothing by themselves, however rare they are in a base."""

PRONOUNS = frozenset(_POINTING)

_BEGINS = re.compile(
    r"\s*(?:and|or|but|also|plus|then|so|ok(?:ay)?|what about|how about|what of)\b[\s,]*", re.IGNORECASE
)
_CORRECTION = re.compile(r"\s*(?:no[\s,]+|sorry[\s,]+)*(?:i (?:meant?|mean)|not that|rather)\b[\s,]*", re.IGNORECASE)
_ENDS = re.compile(
    r"(?<![\s,])[\s,]++(?:then|too|though|as well|instead|please)\W*$|(?<![\s?!.,])[\s?!.,]++$", re.IGNORECASE
)
"""Each run of spaces and marks is tried once, from its beginning: a long one in the middle would cost its square."""

_PREPOSITION = re.compile(rf"(?:{'|'.join(_PREPOSITIONS)})\s+", re.IGNORECASE)
_INTERROGATIVE = re.compile(r"^\W*(?:(?:and|so|but)\s+)?(?:wh\w+|how(?: \w+)?)\b\s*", re.IGNORECASE)
_WHO_IS = re.compile(r"who(?:'s| is| was) (.+?)\W*", re.IGNORECASE)


class Form(Enum):
    """The ways in which a message leans on the one before it."""

    ELLIPSIS = auto()
    """It says only what is to be put into the question before: "and with China?"."""
    NAME = auto()
    """It says nothing but a name: "China?". Where that is known for one fact above all, it may stand by itself."""
    BARE = auto()
    """It only asks: "when?", "who else?"."""
    PRONOUN = auto()
    """It asks about something that it does not name: "whom did he meet?"."""
    PERSON = auto()
    """It asks about "him" or "her" and names nobody: unlike "it", that never stands by itself."""
    CORRECTION = auto()
    """It takes something of the question before back: "I meant Japan"."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A follow-up as it may be meant: the whole question, and what it was taken to be about, if that was put in.

    Of those that a fact answers, one of the lowest `rank` is meant. `said` is what the message itself says. Where it
    only `adds` to the question before, the fact that answers that one will always seem to answer it, too.
    """

    text: str
    form: Form
    rank: int
    said: str
    about: str | None = None
    adds: bool = False


class FollowUps:
    """Recognises and completes what leans on an answer that one base gave."""

    def __init__(self, matcher: Matcher) -> None:
        """Take the matcher of the base, which knows its names and how much its words matter."""
        self._matcher = matcher
        self._names = {NAME + name.id: name.name for name in matcher.base.names}

    @cached_property
    def _personality(self) -> dict[str, int]:
        """How likely each name is a person's, from 0 to 3: people have roles, and others ask who they are."""
        base = self._matcher.base
        asked = (_WHO_IS.fullmatch(question) for fact in base.facts for question in fact.questions)
        who = {tuple(words(found[1])) for found in asked if found}
        return {
            name.name: 2 * bool(name.role) + any(tuple(words(wording)) in who for wording in (name.name, *name.also))
            for name in base.names
        }

    def completions(self, question: str, previous: Answer | None) -> tuple[Completion, ...]:
        """Return what `question` may mean after `previous`, likeliest first; nothing where it stands by itself."""
        if previous is None:
            return ()
        now = self._matcher.vocabulary.read(question)
        leaning = self.form(now)
        if leaning is None:
            return ()
        before = self._matcher.vocabulary.read(previous.understood)
        found: dict[str, Completion] = {}
        for each in self._completed(now, before, previous, leaning):
            found.setdefault(each.text, each)
        return tuple(found.values())[:MOST]

    def form(self, reading: AnalyzedText) -> Form | None:
        """Return by what a message leans on the one before it; None if it stands by itself."""
        known = reading.known
        if not 0 < len(known) <= MAX_WORDS:
            return None
        if _CORRECTION.match(reading.text):
            return Form.CORRECTION
        if all(word in _BARE for word in known):
            return Form.BARE
        begins = _BEGINS.match(reading.text) is not None
        if not any(word in _VERBS for word in known):
            says_only_names = self._says_only_names(reading)
            if (begins and (says_only_names or answer_type(known) is None)) or _follows(known):
                return Form.ELLIPSIS
            if says_only_names and outermost_names(reading):
                return Form.NAME
        if not self._points(reading):
            return None
        return Form.PERSON if _pointing(known) is Pointing.PERSON and not outermost_names(reading) else Form.PRONOUN

    def content(self, reading: AnalyzedText) -> list[float]:
        """Return how much each word of `reading` says by itself, in [0, 1]; 0 for those of closed classes."""
        weights = self._matcher.weights(reading)
        return [
            0.0 if weight < LIGHT or word in _EMPTY else weight
            for word, weight in zip(reading.known, weights, strict=True)
        ]

    def _points(self, reading: AnalyzedText) -> bool:
        """Tell whether some word of a message points at what was said before it.

        "there" does not in "are there", "this" and "one" before a noun or "that" after one. No pronoun does that comes
        after a name of the message itself, unless the two are joined.
        """
        known = reading.known
        content = self.content(reading)
        first_name = min((name.end for name in outermost_names(reading)), default=len(known))
        for place, word in enumerate(known):
            before, after = known[place - 1] if place else "", known[place + 1] if place + 1 < len(known) else ""
            if (
                word in _POINTING
                and not (word == "there" and before in _VERBS)
                and not (word == "this" and after and after not in _VERBS)
                and not (word == "that" and place and content[place - 1] > 0.0 and after)
                and not (word == "one" and after and content[place + 1] > 0.0)
                and (place < first_name or before == "and" or _POINTING[word] in (Pointing.PLACE, Pointing.THING))
            ):
                return True
        return False

    def _says_only_names(self, reading: AnalyzedText) -> bool:
        named = {position for name in outermost_names(reading) for position in range(name.start, name.end)}
        weights = enumerate(self._matcher.weights(reading))
        return all(weight < LIGHT for position, weight in weights if position not in named)

    def _completed(
        self, now: AnalyzedText, before: AnalyzedText, previous: Answer, leaning: Form
    ) -> Iterator[Completion]:
        if leaning is Form.BARE:
            rest = _INTERROGATIVE.sub("", previous.understood)
            yield Completion(f"{now.text.rstrip(' ?!.')} {rest}", leaning, 0, now.text)
            for match in previous.facts[:1]:
                yield Completion(f"{now.text.rstrip(' ?!.')} {match.fact.statement}", leaning, 1, now.text)
        elif leaning in (Form.PRONOUN, Form.PERSON):
            yield from self._with_pronouns_replaced(now, before, previous, leaning)
        else:
            yield from self._with_said_put_in(now, before, previous, leaning)

    def _with_said_put_in(
        self, now: AnalyzedText, before: AnalyzedText, previous: Answer, leaning: Form
    ) -> Iterator[Completion]:
        """Yield the question before with what the message says instead of what it has of that sort, or added to it."""
        begin = _CORRECTION.match(now.text) if leaning is Form.CORRECTION else _BEGINS.match(now.text)
        said = _ENDS.sub("", now.text[begin.end() :] if begin else now.text)
        names = outermost_names(now)
        if names:
            name = self._names[names[-1].id]
            for text, is_parallel in _with_other_name(before, name, {each.id for each in names}, said):
                yield Completion(text, leaning, 0 if is_parallel else 1, said, name)
        if said:
            about = _PREPOSITION.sub("", said, count=1) if _PREPOSITION.match(said) else said
            for text in self._parallels(before, self._matcher.vocabulary.read(said)):
                yield Completion(text, leaning, 2, said, about)
            yield Completion(f"{_ENDS.sub('', previous.understood)} {said}", leaning, 3, said, about, adds=True)

    def _parallels(self, before: AnalyzedText, said: AnalyzedText) -> Iterator[str]:
        """Yield the question before with `said` for what stands after the same preposition, or for the nearest word."""
        old, new = [word.text for word in before.words], [word.text for word in said.words]
        if new and new[0] in _PREPOSITIONS and new[0] in old:
            start = len(old) - 1 - old[::-1].index(new[0])
            ends = (place for place in range(start + 1, len(old)) if old[place] in _PREPOSITIONS)
            yield " ".join([*old[:start], *new, *old[next(ends, len(old)) :]])
        of_old, of_new = self.content(before), self.content(said)
        nearness = self._matcher.nearness(said, before)
        near = {
            place: max((nearness[at, place] for at, weight in enumerate(of_new) if weight), default=0.0)
            for place, weight in enumerate(of_old)
            if weight
        }
        for place in sorted(near, key=lambda place: -near[place])[:PARALLELS]:
            follows = place > 0 and old[place - 1] in _PREPOSITIONS
            if near[place] >= LEAST_NEARNESS and (follows or new[0] not in _PREPOSITIONS):
                start = place - (new[0] in _PREPOSITIONS)
                yield " ".join([*old[:start], *new, *old[place + 1 :]])

    def _with_pronouns_replaced(
        self, now: AnalyzedText, before: AnalyzedText, previous: Answer, leaning: Form
    ) -> Iterator[Completion]:
        """Yield the message with its pronouns replaced by what they may point at.

        A person is whoever was named last. Several are all that were named together. A thing is what the question
        before was about in words, or else a name, rather one that is no person's.
        """
        pointing = _pointing(now.known)
        spoken = [name for name in self._names_before(before, previous) if name not in now.text]
        is_person = pointing is Pointing.PERSON
        spoken.sort(key=lambda name: -self._personality[name] if is_person else self._personality[name])
        named = [(name, place if is_person else 1) for place, name in enumerate(spoken)]
        if pointing is Pointing.SEVERAL and 1 < len(spoken) <= MOST_TOGETHER:
            named = [(" and ".join(spoken), 0), *named]
        topic = " ".join(word.text for word, said in zip(before.words, self.content(before), strict=True) if said)
        if topic:
            rank = 0 if pointing is Pointing.THING else len(spoken)
            yield Completion(_replaced(now, topic, pointing), leaning, rank, now.text)
            yield Completion(f"{now.text.rstrip(' ?!.')} {topic}", leaning, rank, now.text)
        for name, rank in named:
            yield Completion(_replaced(now, name, pointing), leaning, rank, now.text, name)

    def _names_before(self, before: AnalyzedText, previous: Answer) -> list[str]:
        """Return the names in the question before, the last one first, and then those that its answer is about."""
        asked = [self._names[name.id] for name in reversed(outermost_names(before))]
        about = [self._names[NAME + name] for match in previous.facts[:1] for name in match.fact.about]
        return list(dict.fromkeys([*asked, *about]))


def _pointing(known: Sequence[str]) -> Pointing:
    """Return the sort of pronoun by which some words point: a person before all others."""
    return min((_POINTING[word] for word in known if word in _POINTING), key=_ORDER.index)


def _follows(known: Sequence[str]) -> bool:
    """Tell whether a preposition begins it, as in "with whom", or a participle with one, as in "based on what"."""
    return known[0] in _PREPOSITIONS or (len(known) > 1 and known[0].endswith("ed") and known[1] in _PREPOSITIONS)


def _with_other_name(before: AnalyzedText, name: str, given: set[str], said: str) -> Iterator[tuple[str, bool]]:
    """Yield the question before with each of its names replaced by `name` in turn, or with `name` added.

    With each comes whether the two names follow the same preposition.
    """
    preposition = said.split(maxsplit=1)[0].casefold() if _PREPOSITION.match(said) else None
    for old in outermost_names(before):
        if old.id not in given:
            follows = [word.text for word in before.words[max(old.start - 2, 0) : old.start]]
            yield before.with_replacement(name, old), preposition in follows
    if given.isdisjoint(concept.id for concept in before.concepts):
        yield " ".join([*(word.text for word in before.words), name]), False


def _replaced(now: AnalyzedText, name: str, pointing: Pointing) -> str:
    """Return the words of a message with `name` for its pronouns of one sort."""
    texts = [name if _POINTING.get(word.text) is pointing else word.text for word in now.words]
    return " ".join(text for place, text in enumerate(texts) if place == 0 or text != name or texts[place - 1] != name)
