"""Finds the subject, the verb and what follows in a plain English sentence, by its closed classes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.authoring.grammar import (
    ADVERBS,
    CARDINALS,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIME_UNITS,
    is_participle,
    is_verb,
    past_base,
    third_person_base,
    word_set,
)
from bot.language.words import fold
from bot.matching.answer_type import FINITE_AUXILIARIES

_WORD = re.compile(r"[$€£¥]?\w+(?:[.,:\u2019'\u2018&/-]\w+)*%?")
_PLURAL_PRONOUNS = word_set("i we you they these those both all")
_SINGULAR_PRONOUNS = word_set("he she it")
_BEFORE_NOUNS = DETERMINERS - {"these", "those", "all", "both", "this", "that", "one", "each"}
_COMMA = re.compile(r"[,;:()\u2013\u2014\"\u201c\u201d]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence: as it stands, folded, and where; `after_mark` says that a comma or the like is before."""

    text: str
    folded: str
    start: int
    end: int
    after_mark: bool

    @property
    def is_number(self) -> bool:
        """Whether it counts or measures something."""
        return any(map(str.isdigit, self.text)) or self.folded in CARDINALS

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Clause:
    """The main clause of a sentence.

    `before` is what stands before the subject. `auxiliary` is the finite auxiliary; where there is none, `base` is
    the base form of the verb and `auxiliary` the form of "do" that asks with it. `verb` is the finite verb as it
    stands, and `rest` all that follows it, without the mark at the end.
    """

    before: str
    subject: str
    verb: str
    auxiliary: str
    base: str
    rest: str


@lru_cache(maxsize=10_000)
def words_of(sentence: str) -> tuple[Word, ...]:
    """Return the words of `sentence`, in order."""
    found, end = [], 0
    for match in _WORD.finditer(sentence):
        mark = _COMMA.search(sentence, end, match.start()) is not None
        found.append(Word(match.group(), fold(match.group()), match.start(), match.end(), mark))
        end = match.end()
    return tuple(found)


def clause_of(sentence: str) -> Clause | None:
    """Return the main clause of `sentence`; None if its verb cannot be told."""
    words = words_of(sentence)
    if len(words) < 3:
        return None
    order = _imperative(sentence, words)
    if order is not None:
        return order
    first = _after_opening(words)
    found = next(_finite_verbs(words, first), None)
    if found is None and first:
        first, found = 0, next(_finite_verbs(words, 0), None)
    if found is None:
        return None
    place, auxiliary, base = found
    start = _subject_start(words, first, place)
    end = place - 1
    while end > start and words[end].folded in ADVERBS:
        end -= 1
    subject = sentence[words[start].start : words[end].end]
    verb = words[place]
    rest = sentence[verb.end :].strip().rstrip(".!?;: ")
    before = sentence[: words[start].start].strip(" ,")
    return Clause(before, subject, verb.text, auxiliary, base, rest)


def _imperative(sentence: str, words: Sequence[Word]) -> Clause | None:
    """Return what the reader is told to do as what the reader must do."""
    first, second = words[0], words[1]
    if not (is_verb(first.folded) or first.folded == "be") or second.after_mark or second.is_capitalised:
        return None
    if not _may_follow(second):
        return None
    return Clause("", "you", "must", "must", "", sentence[0].lower() + sentence[1:].rstrip(".!?;: "))


def _after_opening(words: Sequence[Word]) -> int:
    """Return the place of the first word after an opening like "In May, " or "If it rains, "."""
    if words[0].folded in PREPOSITIONS or words[0].folded in SUBORDINATORS:
        mark = next((place for place, word in enumerate(words) if word.after_mark and place), 0)
        return 0 if words[mark].folded in RELATIVES else mark  # "About ten of them are lamps, which …"
    # "This week, she …": nothing but a few words before the comma, and no verb among them.
    if words[0].folded in ("this", "last", "next", "each", "every") and words[1].folded in TIME_UNITS | DAYS:
        return 2
    comma, after = [*(place for place, word in enumerate(words) if word.after_mark and place), 0, 0][:2]
    if after and words[after].folded in FINITE_AUXILIARIES:
        return 0  # "The librarian, Ada Berg, has …": what stands before the comma is the subject
    return comma if 0 < comma <= 3 and words[0].folded in ADVERBS | DETERMINERS | {"today"} else 0


def _subject_start(words: Sequence[Word], first: int, verb: int) -> int:
    """Return where the subject begins: after an opening, behind what the opening lists with commas."""
    if not first:
        return 0
    commas = [place for place in range(first, verb) if words[place].after_mark]
    last = commas[-1] if commas else first
    apposition = last > first and words[last].folded in DETERMINERS
    return first if apposition else last


def _finite_verbs(words: Sequence[Word], first: int) -> Iterator[tuple[int, str, str]]:
    """Yield the place of each word that may be the verb of the main clause, the auxiliary that asks, and the base."""
    next_place = first + 1
    apposition = False
    for place in range(first + 1, len(words)):
        word, before = words[place], words[place - 1]
        if word.folded in RELATIVES and before.folded not in PREPOSITIONS | CONJUNCTIONS:
            next_place = _after_relative(words, place + 1)
            apposition = apposition or word.after_mark
            continue
        after = words[place + 1] if place + 1 < len(words) else None
        found = None
        if place >= next_place and before.folded != "to" and (apposition or not word.after_mark):
            found = _as_verb(word, before, after)
        apposition = apposition or word.after_mark
        if found is None or (found[0] == "did" and after is not None and _is_participial(words, place, after)):
            continue
        yield place, *found


def _after_relative(words: Sequence[Word], place: int) -> int:
    """Return the place behind the verb of the relative clause whose first word after "which" is at `place`."""
    while place < len(words) and (words[place].folded in FINITE_AUXILIARIES or words[place].folded in ADVERBS):
        place += 1
    return place + 1


def _is_participial(words: Sequence[Word], place: int, after: Word) -> bool:
    """Tell whether a past form is the participle of a phrase, as "the talks held in May": a finite verb comes later."""
    if not is_participle(words[place].folded) or (after.folded not in PREPOSITIONS and not after.is_number):
        return False
    for later in range(place + 1, min(len(words), place + 12)):
        word = words[later]
        if word.after_mark or word.folded in CONJUNCTIONS | RELATIVES | SUBORDINATORS:
            return False
        following = words[later + 1] if later + 1 < len(words) else None
        if words[later - 1].folded != "to" and _as_verb(word, words[later - 1], following) is not None:
            return True
    return False


def _as_verb(word: Word, before: Word, after: Word | None) -> tuple[str, str] | None:
    """Return the auxiliary that asks with `word` as a finite verb, and its base form; None if it is hardly a verb."""
    text = word.folded
    if word.is_capitalised:
        return None
    if text in FINITE_AUXILIARIES:
        return text, ""
    if before.folded in _BEFORE_NOUNS or before.folded in PREPOSITIONS or before.is_number:
        return None
    follows = after is None or _may_follow(after)
    past = past_base(text)
    if past is not None and (past != text or before.folded in _SINGULAR_PRONOUNS):
        return ("did", past) if follows or not text.endswith("ed") else None
    third = third_person_base(text)
    if third is not None and follows:
        return "does", third
    plural = before.folded in _PLURAL_PRONOUNS or (before.folded.endswith("s") and not before.folded.endswith("ss"))
    return ("do", text) if plural and follows and is_verb(text) else None


def _may_follow(word: Word) -> bool:
    """Tell whether `word` can stand after a finite verb, but hardly after a noun."""
    return (
        word.folded in DETERMINERS
        or word.folded in PREPOSITIONS
        or word.folded in PRONOUNS
        or word.folded in ADVERBS
        or word.folded in ("that", "more", "less", "back", "when", "if", "how", "what", "only", "further")
        or word.is_number
        or word.is_capitalised
        or word.folded.endswith("ly")
    )
