"""Makes example questions of statements: one for each part that a reader may ask for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.authoring.clauses import Clause, Word, words_of
from bot.authoring.grammar import (
    ADVERBS,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FUNCTION_WORDS,
    MONTHS,
    MONTHS_CUT_SHORT,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIME_UNITS,
    is_participle,
    is_verb,
    past_base,
    third_person,
    third_person_base,
    word_set,
)
from bot.authoring.names import FoundName, mentioned
from bot.authoring.statements import Statement
from bot.facts.schema import MAX_WORDING
from bot.matching.answer_type import FINITE_AUXILIARIES

MOST_QUESTIONS = 6
"""Example questions of one fact: more of one sentence repeat each other."""

MOST_WORDS = 18
"""Words of a question; people ask in fewer."""

LONG_STATEMENT = 16
MOST_TOPICS = 4
"""Words of a statement from which it says more than one thing, and how many of them are asked for at most."""

MOST_PHRASES = 3
"""Phrases after the verb that stand in a question about another one."""

_TO_READER = {
    "i": "you", "we": "you", "us": "you", "me": "you", "my": "your", "our": "your",
    "you": "I", "your": "my", "yourself": "myself",
}  # fmt: skip
_BETWEEN_THINGS = (PREPOSITIONS - {"of"}) | RELATIVES | SUBORDINATORS | (CONJUNCTIONS - {"and"}) | PRONOUNS
_BEFORE_NUMBERS = word_set("more less than at least most up to about")
_NO_SUBJECTS = PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | RELATIVES | word_set("there it this whoever whatever")
"""Words with which nothing begins that can be put behind an auxiliary."""

_HAVE = {"had": "did", "has": "does", "have": "do"}
_COPULAS = word_set("is are was were")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m|p\.m)\b|\d{1,2}:\d\d|\b(?:noon|midnight)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?![.,]\d)")
_MONEY = re.compile(r"[$€£¥]\s?\d|\d\s?(?:[$€£¥]|percent|per cent|%)")
_LOOSE_END = re.compile(r"(?<![\s,;])[\s,;]+(?:and|but|or|nor)$")
_REASON = re.compile(r"\b(?:because|so that|in order to|due to|owing to|as a result of)\b")


class Kind(Enum):
    """What a phrase says, and so what it is asked for with."""

    OBJECT = "what"
    PERSON = "who"
    PLACE = "where"
    TIME = "when"
    DURATION = "how long"
    COUNT = "how many"
    MONEY = "how much"
    PURPOSE = "why"
    OTHER = "other"


_ASKED_OF_BEING = frozenset({Kind.TIME, Kind.PLACE, Kind.MONEY, Kind.DURATION})
_ADJUNCTS = frozenset({Kind.TIME, Kind.PLACE, Kind.DURATION, Kind.PURPOSE})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of what follows the verb: its text, the preposition at its beginning ("" without), and what it says."""

    text: str
    preposition: str
    kind: Kind

    @property
    def inner(self) -> str:
        """The text without the preposition."""
        return self.text[len(self.preposition) :].strip()


def questions_for(statement: Statement, names: Sequence[FoundName]) -> tuple[str, ...]:
    """Return example questions for `statement`, the plainest first."""
    found: list[str] = []
    if statement.of_name is not None:
        return tuple(_distinct(list(_of_name(statement.of_name))))
    if any(mark in statement.text for mark in '"\u201c\u201d'):
        found += [f"What did {name.name.name} say?" for name in mentioned(statement.text, names) if name.is_person][:1]
    elif statement.clause is not None and _is_sound(statement.clause):
        found += _of_clause(statement.clause, names)
    found = _distinct(found)[:MOST_QUESTIONS]
    return tuple(_distinct([*found, *_of_topics(statement.text, found, names)]))


def asked_of(statement: Statement, interrogative: str, names: Sequence[FoundName]) -> str:
    """Return the question that `interrogative` makes of a statement; "" if its clause does not allow that."""
    clause = statement.clause
    if clause is None or not _is_sound(clause):
        return ""
    auxiliary, verb, kept = _lexical(clause, _phrases(_core(clause.rest)[0], names))
    others = [phrase.text for phrase in kept if phrase.kind not in _ADJUNCTS][:2]
    question = _asked([interrogative, auxiliary, _subject(clause, names), verb, *others])
    return question if len(words_of(question)) <= MOST_WORDS else ""


def kinds_in(statement: Statement, names: Sequence[FoundName]) -> set[Kind]:
    """Return what the phrases of a statement say."""
    return {phrase.kind for phrase in _phrases(statement.text, names)}


def _distinct(questions: Sequence[str]) -> list[str]:
    distinct: dict[str, str] = {}
    for question in filter(None, questions):
        if len(question) <= MAX_WORDING and len(words_of(question)) <= MOST_WORDS:
            distinct.setdefault(question.lower(), question)
    return list(distinct.values())


def _is_sound(clause: Clause) -> bool:
    """Tell whether the subject can be put behind an auxiliary."""
    words = words_of(clause.subject)
    if not words or words[0].folded in _NO_SUBJECTS:
        return False
    return len(words) <= 9 and not any(mark in clause.subject for mark in '":\u201c\u201d(;')


def _of_name(name: FoundName) -> Iterator[str]:
    text, role = name.name.name, name.name.role or ""
    yield f"{'Who' if name.is_person else 'What'} is {text}?"
    if name.is_person:
        is_title = role[0].isupper() and " " not in role
        yield f"What is the {'title' if is_title else 'role'} of {text}?"
        if not is_title:
            yield f"What post does {text} hold?"
            bare = words_of(role)[0].folded in DETERMINERS
            yield f"Who is {role if bare else f'the {role}'}?"


def _of_clause(clause: Clause, names: Sequence[FoundName]) -> Iterator[str]:
    core, reported = _core(clause.rest)
    subject = _subject(clause, names)
    auxiliary, verb, kept = _lexical(clause, _phrases(core, names))
    asker = _asker(clause, names)
    opening = _phrases(clause.before, names)[:1]
    if clause.verb in _COPULAS and not verb:
        first = kept[0] if kept else None
        asks = first.kind.value if first is not None and first.kind in _ASKED_OF_BEING else "what"
        yield _asked(["who" if asker == "who" else asks, clause.verb, subject])
        kept_phrases = opening
    else:
        kept_phrases = [*kept, *opening]
    for phrase in kept_phrases:
        others = [other.text for other in kept if other is not phrase and other.kind not in _ADJUNCTS][:1]
        yield from _for_phrase(phrase, [auxiliary, subject, verb], others, kept)
    if reported:
        yield _asked(["what", auxiliary, subject, verb])
        yield from (_asked(["what", auxiliary, subject, verb, "about", topic]) for topic in _topics(reported))
    if asker and kept and clause.auxiliary != "must":
        yield _of_subject(clause, asker, kept, verb)
    if kept:
        yield _asked([auxiliary, subject, verb, *(phrase.text for phrase in kept[:MOST_PHRASES])])


def _for_phrase(phrase: Phrase, inverted: list[str], others: list[str], kept: Sequence[Phrase]) -> Iterator[str]:
    """Yield the question that `phrase` answers, if English has a plain one; `kept` are all phrases after the verb."""
    is_first = phrase in kept[:1]
    match phrase.kind:
        case Kind.PURPOSE if is_first:
            yield _asked(["what", *inverted, "to do"])
        case Kind.TIME | Kind.PLACE | Kind.PURPOSE | Kind.DURATION:
            yield _asked([phrase.kind.value, *inverted, *others])
        case Kind.MONEY:
            yield _asked(["how much", *inverted, *others, phrase.preposition])
        case Kind.COUNT:
            counted = _counted(words_of(phrase.inner))
            yield _asked(["how many", *(word.text for word in counted), *inverted, phrase.preposition])
        case Kind.PERSON:
            yield _asked(["who", *inverted, *others, phrase.preposition])
        case Kind.OBJECT if is_first and not phrase.preposition:
            # Without what comes next, "What did she hold?" could be about anything.
            yield _asked(["what", *inverted, *(other.text for other in kept[1:2] if other.kind is not Kind.PURPOSE)])
        case Kind.OBJECT if is_first or (not others and phrase.preposition):
            yield _asked(["what", *inverted, phrase.preposition])
        case _:
            return


def _counted(words: Sequence[Word]) -> Sequence[Word]:
    """Return what the number at the beginning of `words` counts; nothing if there is none, or it is one."""
    place = 0
    while place < len(words) and words[place].folded in _BEFORE_NUMBERS:
        place += 1
    start = place
    while place < len(words) and words[place].is_number:
        place += 1
    if place == start or words[start].folded in ("one", "1"):
        return ()
    end = place
    while (
        end < len(words) and words[end].folded not in FUNCTION_WORDS and not words[end].after_mark and end < place + 3
    ):
        end += 1
    return words[place:end]


def _topics(text: str) -> list[str]:
    """Return the longest phrases of `text` that name a thing."""
    found = [
        phrase.inner for phrase in _phrases(text, ()) if phrase.preposition and phrase.kind in (Kind.OBJECT, Kind.PLACE)
    ]
    return [topic for topic in found if len(words_of(topic)) > 1][:2]


def _asker(clause: Clause, names: Sequence[FoundName]) -> str:
    """Return the interrogative that asks for the subject; "" if people would not ask for it.

    Whoever reads a text asks who did something, but hardly what did: "What costs £5?" is nearest to every price.
    """
    found = mentioned(clause.subject, names)
    return "who" if any(name.is_person for name in found) or clause.subject.lower() in ("he", "she") else ""


def _of_subject(clause: Clause, asker: str, phrases: Sequence[Phrase], verb: str) -> str:
    """Return the question for the subject, which keeps the verb as it is."""
    finite = third_person(clause.base) if clause.auxiliary == "do" else clause.verb
    finite = {"are": "is", "were": "was", "have": "has"}.get(finite, finite)
    behind = "" if clause.base or (clause.auxiliary in _HAVE and verb == "have") else verb
    return _asked([asker, finite, behind, *(phrase.text for phrase in phrases[:MOST_PHRASES])])


def _lexical(clause: Clause, phrases: list[Phrase]) -> tuple[str, str, list[Phrase]]:
    """Return the auxiliary before the subject in a question, what stands behind it, and the phrases that are left."""
    if clause.base:
        return clause.auxiliary, clause.base, phrases
    words = words_of(phrases[0].text) if phrases and not phrases[0].preposition else ()
    end = 0
    while end < len(words) and words[end].folded in ADVERBS | {"be", "been", "being", "able", "to"}:
        end += 1
    participle = end < len(words) and is_participle(words[end].folded)
    if clause.auxiliary in _HAVE and not participle:
        # "She had a lamp" is asked for as "what did she have".
        return _HAVE[clause.auxiliary], "have", phrases
    if not words or (clause.auxiliary in _COPULAS and not participle):
        return clause.auxiliary, "", phrases
    verb = phrases[0].text[: words[min(end, len(words) - 1)].end]
    left = phrases[0].text[len(verb) :].strip()
    return clause.auxiliary, verb, ([Phrase(left, "", _kind(left, "", ()))] if left else []) + phrases[1:]


def _subject(clause: Clause, names: Sequence[FoundName]) -> str:
    """Return the subject as it stands within a question: without asides, and a person without the role."""
    subject = clause.subject
    if " and " not in subject:
        subject = subject.partition(",")[0]
    people = [form for name in mentioned(subject, names) if name.is_person for form in name.forms if form in subject]
    if people and subject.endswith(max(people, key=len)):
        return max(people, key=len)
    first = words_of(subject)[0]
    if first.folded == "no":
        return f"a{subject[first.end :]}"
    return subject if _is_named(first.text, names) else subject[0].lower() + subject[1:]


def _is_named(word: str, names: Sequence[FoundName]) -> bool:
    """Tell whether a word keeps its capital letter within a sentence."""
    return (word.isupper() and len(word) > 1) or any(word in form.split() for name in names for form in name.forms)


def _core(rest: str) -> tuple[str, str]:
    """Return the beginning of `rest`, up to a clause of its own, and that clause if it is what somebody said."""
    words = words_of(rest)
    if words and words[0].folded == "that":
        return "", rest[words[0].end :].strip()
    for place, word in enumerate(words[1:], 1):
        clause = word.folded in RELATIVES | {"where", "because", "if", "when", "while", "although", "unless"}
        joined = word.folded in CONJUNCTIONS and place + 1 < len(words) and _is_finite(words[place + 1])
        aside = word.after_mark and not (word.is_capitalised and words[place - 1].folded not in MONTHS | DAYS)
        if clause or joined or aside:
            end = words[place - 1].start if clause and words[place - 1].folded in PREPOSITIONS else word.start
            return rest[:end].strip(" ,;:-\u2013\u2014("), ""
    return rest, ""


def _is_finite(word: Word) -> bool:
    return (
        word.folded in FINITE_AUXILIARIES
        or past_base(word.folded) is not None
        or (third_person_base(word.folded) is not None and not word.is_capitalised)
    )


def _phrases(text: str, names: Sequence[FoundName]) -> list[Phrase]:
    """Return the phrases of `text`: each preposition but "of" begins one, and so does "to" with a verb."""
    words = words_of(text)
    starts = [0] if words else []
    for place, word in enumerate(words[1:], 1):
        before = words[place - 1]
        begins = word.folded in PREPOSITIONS - {"of", "per", "than", "like", "over", "about", "up"}
        if begins and before.folded not in PREPOSITIONS | {"more", "less", "no"} and not _is_range(words, place):
            starts.append(place)
    ends = [*starts[1:], len(words)][: len(starts)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        piece = text[words[start].start : words[end - 1].end]
        preposition = words[start].text if words[start].folded in PREPOSITIONS else ""
        found.append(Phrase(piece, preposition, _kind(piece, preposition.lower(), names)))
    return found


def _is_range(words: Sequence[Word], place: int) -> bool:
    """Tell whether the preposition at `place` is within a range: "from 6 to 9"."""
    return words[place].folded in ("to", "until") and any(
        word.folded in ("from", "between") for word in words[max(0, place - 5) : place]
    )


def _kind(text: str, preposition: str, names: Sequence[FoundName]) -> Kind:
    words = words_of(text)
    folded = {word.folded for word in words}
    inner = words[1:] if preposition else words
    if not inner:
        return Kind.OTHER
    if preposition == "to" and is_verb(inner[0].folded):
        return Kind.PURPOSE
    if _REASON.match(text):
        return Kind.PURPOSE
    if _MONEY.search(text):
        return Kind.MONEY
    numbered = any(word.is_number for word in inner)
    if numbered and folded & TIME_UNITS and preposition not in ("on", "at"):
        return Kind.TIME if preposition in ("after", "before", "by", "from") or "before" in folded else Kind.DURATION
    if folded & (MONTHS | DAYS) or _CLOCK.search(text) or _YEAR.search(text):
        return Kind.TIME
    if folded & MONTHS_CUT_SHORT and numbered:
        return Kind.TIME
    if preposition in ("with", "by", "from", "for", "to", "") and any(
        name.is_person and text.find(name.forms[0]) < len(preposition) + 40 for name in mentioned(text, names)
    ):
        return Kind.PERSON
    if preposition in ("in", "at", "near", "on", "from", "to") and any(word.is_capitalised for word in inner[:3]):
        return Kind.PLACE
    if _counted(inner) and not (preposition and inner[0].folded in DETERMINERS):
        return Kind.COUNT
    return Kind.OBJECT


def _of_topics(text: str, asked: Sequence[str], names: Sequence[FoundName]) -> Iterator[str]:
    """Yield a question for each thing that the statement names and no question before has."""
    if len(words_of(text)) < LONG_STATEMENT and asked:
        return
    known = {word.folded for question in asked for word in words_of(question)}
    found = 0
    for topic in _things(text):
        words = words_of(topic)
        new = [word for word in words if word.folded not in known | FUNCTION_WORDS and not word.is_number]
        if len(new) * 2 > len(words) and found < MOST_TOPICS:
            known.update(word.folded for word in new)
            found += 1
            keeps = not text.startswith(topic) or _is_named(words[0].text, names)
            yield f"What is said about {topic if keeps else topic[0].lower() + topic[1:]}?"


def _things(text: str) -> Iterator[str]:
    """Yield the runs of words of `text` that may name a thing: between verbs, prepositions and marks."""
    words = words_of(text)
    start = 0
    for place in range(len(words) + 1):
        if place < len(words) and not (words[place].after_mark or _ends_thing(words[place])):
            continue
        end = place
        while start < end and (words[start].folded in FUNCTION_WORDS or words[start].folded.endswith("ing")):
            start += 1
        while end > start and words[end - 1].folded in FUNCTION_WORDS:
            end -= 1
        if end - start > 1 and not any(word.folded in MONTHS | DAYS for word in words[start:end]):
            the = start > 0 and words[start - 1].folded == "the" and not words[start].after_mark
            yield f"{'the ' if the else ''}{text[words[start].start : words[end - 1].end]}"
        start = place + 1 if place < len(words) and _ends_thing(words[place]) else place


def _ends_thing(word: Word) -> bool:
    return (
        word.folded in _BETWEEN_THINGS
        or word.folded in FINITE_AUXILIARIES
        or (past_base(word.folded) is not None and not word.is_capitalised)
    )


def _asked(parts: Sequence[str]) -> str:
    """Return the parts as a question, as a reader would put it to whoever wrote the source."""
    text = _LOOSE_END.sub("", " ".join(part for part in parts if part).strip(" ,;:"))
    turned = re.sub(r"\b\w+\b", lambda match: _turned(match.group()), text)
    turned = re.sub(r"\b(is|are) I\b", "am I", turned)
    return f"{turned[0].upper()}{turned[1:]}?" if turned else ""


def _turned(word: str) -> str:
    return _TO_READER.get(word.lower(), word) if word.lower() in _TO_READER and word not in ("US", "ME") else word
