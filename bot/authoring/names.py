"""Finds the names in a text, with the roles and the short forms that the text gives them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from os.path import commonprefix

from bot.authoring.clauses import Word, words_of
from bot.authoring.grammar import DAYS, FUNCTION_WORDS, MONTHS, MONTHS_CUT_SHORT, RELATIVES, word_set
from bot.authoring.ids import unused_id
from bot.facts.model import Name
from bot.language.english import zipf
from bot.language.words import fold

MOST_WORDS = 8
"""Words of a run of capitals; a longer one is a heading."""

MOST_OF_ROLE = 4
"""Words of a role before a name that are not capitalised."""

PLURAL_RARER = 1.8
"""How much rarer, in Zipf frequency, the plural of a common noun is at most: proper nouns hardly have one."""

OPENING = 5.0
"""Zipf frequency of a word that rather opens a sentence than begins a name which the text has without it: "Later"."""

_POSSESSIVE = re.compile(r"(?:['\u2019\u2018\u02bc`]s|(?<=s)['\u2019\u2018\u02bc`])$")
_INITIAL = re.compile(r"[A-Z]\.?")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}(?:-\w+)?")
_BRACKETED = re.compile(r"\s*\(([A-Z][A-Za-z&.-]{1,11})\)")
_AGE = re.compile(r",\s(?:aged\s)?\d{1,3}(?=,\s|\.$)")
_APPOSITION = re.compile(r",\s(?=(?:the|a|an|its|his|her|their|our)\s)([^,.;:()]{3,80})(?=[,.;])")
_STEM = 4
"""Letters that a place and its adjective share at least."""

_ADJECTIVE_ENDINGS = ("n", "an", "ian", "ese", "ish", "i", "ic")
_LOCATIVE = word_set("in at near")
_LINKS = word_set("of for")
_PARTICLES = word_set("de del da di van von der den la le al bin ibn el")
"""Words between the parts of a proper noun."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name with what the text calls it otherwise; `is_person` says that the text treats it as one.

    `shown` are the words of the text that give its role; "" if it has none.
    """

    name: Name
    is_person: bool = False
    checks: tuple[str, ...] = ()
    shown: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.name.name, *self.name.also)


@dataclass(slots=True)
class _Seen:
    """What the text has shown of one proper noun so far."""

    text: str
    roles: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    person: bool = False
    doubtful: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of capitalised words in a sentence."""

    sentence: str
    words: tuple[Word, ...]
    before: tuple[Word, ...]
    role: str = ""

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def text(self) -> str:
        return _POSSESSIVE.sub("", self.sentence[self.start : self.words[-1].end])


def names_in(sentences: Sequence[str]) -> tuple[FoundName, ...]:
    """Return the names in the sentences of one text, the first that is mentioned first."""
    lower = Counter(word.text for sentence in sentences for word in words_of(sentence) if not word.is_capitalised)
    runs = [run for sentence in sentences for run in _runs(sentence)]
    inside = {word.text for run in runs for word in run.words if word.start > 1}
    runs = [kept for run in runs if (kept := _without_opening(run, inside, lower)) is not None]
    seen: dict[str, _Seen] = {}
    for run in runs:
        _note(run, seen, lower)
    _join_short_forms(seen)
    roles = {role for entry in seen.values() for role in entry.roles}
    parts = {form for entry in seen.values() for form in (entry.text, *entry.also)}
    for key, entry in list(seen.items()):
        if entry.text in roles or ("-" in entry.text and parts.intersection(entry.text.split("-"))):
            del seen[key]
    taken: set[str] = set()
    return tuple(_found(entry, taken) for entry in seen.values())


def _runs(sentence: str) -> Iterator[_Run]:
    """Yield the runs of capitalised words; a possessive ends one, and so does a mark."""
    words = words_of(sentence)
    place = 0
    while place < len(words):
        if not _begins_name(words[place]):
            place += 1
            continue
        end = place + 1
        if words[place].folded in MONTHS_CUT_SHORT and any(map(_is_day, words[max(0, place - 1) : place + 2])):
            place += 1
            continue
        while end < len(words) and not words[end].after_mark and not _ends_run(sentence, words[end - 1]):
            if _begins_name(words[end]) and _adjacent(sentence, words[end - 1], words[end]):
                end += 1
            elif end + 1 < len(words) and _begins_name(words[end + 1]) and _links(words[end - 1], words[end]):
                end += 2
            else:
                break
        if end - place <= MOST_WORDS:
            yield _Run(sentence, words[place:end], words[max(0, place - MOST_OF_ROLE - 1) : place])
        place = end


def _is_day(word: Word) -> bool:
    return word.is_number


def _ends_run(sentence: str, word: Word) -> bool:
    """Tell whether a possessive after `word` says that another name begins: not that of "Ministers' Meeting"."""
    text = sentence[word.start : word.end + 1]
    if not _POSSESSIVE.search(text):
        return False
    return not (text[-1] != "s" and _is_common_noun(word.folded.removesuffix("s")))


def _links(before: Word, word: Word) -> bool:
    """Tell whether a small word belongs to a name: "University of Oslo", "Ludwig van Beethoven", not "Kim of Japan"."""
    return word.folded in _PARTICLES or (
        word.folded in _LINKS and (_is_common_noun(before.folded) or _is_common_noun(before.folded.removesuffix("s")))
    )


def _begins_name(word: Word) -> bool:
    bare = _POSSESSIVE.sub("", word.folded)
    return word.is_capitalised and word.text != "I" and bare not in MONTHS | DAYS and bare.removesuffix("s") not in DAYS


def _adjacent(sentence: str, before: Word, after: Word) -> bool:
    between = sentence[before.end : after.start]
    return (
        between == " "
        or (before.text.endswith("s") and between in ("' ", "\u2019 ", "\u2018 "))
        or (between == ". " and _INITIAL.fullmatch(before.text) is not None)
    )


def _without_opening(run: _Run, inside: set[str], lower: Counter[str]) -> _Run | None:
    """Return `run` without the first word of its sentence, if that is only capitalised because it is the first.

    A common noun there is the role of the name after it: "Captain Ada Berg".
    """
    words = list(run.words)
    role = ""
    while words and (
        (words[0].folded in FUNCTION_WORDS and not _ACRONYM.fullmatch(words[0].text))
        or (words[0].start <= 1 and words[0].text not in inside and _is_common(words[0], lower))
        or (words[0].start <= 1 and len(words) > 1 and words[1].text in inside and _opens(words[0], words[1]))
    ):
        role = "" if words[0].folded in FUNCTION_WORDS else words[0].text.lower()
        words.pop(0)
    if not words:
        return None
    if (
        len(words) == 1
        and words[0].start <= 1
        and words[0].text not in inside
        and not _ACRONYM.fullmatch(words[0].text)
    ):
        return None if zipf(words[0].folded) > 0 else _Run(run.sentence, tuple(words), ())
    return _Run(
        run.sentence, tuple(words), run.before if words[0] is run.words[0] else (), role if len(words) > 1 else ""
    )


def _opens(first: Word, second: Word) -> bool:
    """Tell whether the first word of a sentence is an adverb or the like before the name that follows it."""
    return zipf(first.folded) >= OPENING and not _is_common_noun(second.folded)


def _is_common(word: Word, lower: Counter[str]) -> bool:
    return word.text.lower() in lower or (_is_common_noun(word.folded))


def _is_common_noun(word: str) -> bool:
    """Tell whether a folded word has a plural that is about as common: "minister" has, "Singh" has not."""
    word = word.rpartition("-")[2]
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    one, several = zipf(word), zipf(plural)
    return len(word) > 1 and min(one, several) > 0 and one - PLURAL_RARER <= several < one


def _note(run: _Run, seen: dict[str, _Seen], lower: Counter[str]) -> None:
    """Enter what `run` shows of its name."""
    role, name = _split(run, lower)
    entry = seen.setdefault(fold(name), _Seen(name))
    if entry.text.isupper() and not name.isupper():
        entry.text = name
    after = run.sentence[run.words[-1].end :]
    if role:
        entry.person = True
        entry.roles.append(role)
        end = run.words[-1].end
        start = run.sentence.lower().rfind(role.lower(), 0, end - len(name))
        entry.shown.setdefault(role, _POSSESSIVE.sub("", run.sentence[start:end]))
        if role[0].isupper() and len(role.split()) == 1:
            entry.also.append(f"{role} {name}")
    bracket = _BRACKETED.match(after)
    if bracket:
        entry.also.append(bracket[1])
    if _AGE.match(after):
        entry.person = True
    apposition = _APPOSITION.match(after)
    if apposition and _names_role(apposition[1]):
        entry.roles.append(apposition[1])
        entry.shown.setdefault(apposition[1], run.text + apposition.group())
        entry.doubtful.append(f"the role was read from {apposition[1]!r:.80}; is it this one's?")


def _names_role(text: str) -> bool:
    """Tell whether an apposition says what somebody is: it has no verb of its own that could be told."""
    words = words_of(text)
    return 2 <= len(words) <= 10 and not any(word.folded in RELATIVES for word in words)


def _split(run: _Run, lower: Counter[str]) -> tuple[str, str]:
    """Return the role that stands before a name, "" if there is none, and the name itself."""
    words = run.words
    cut = 0
    if not (run.before and run.before[-1].folded in _LOCATIVE) and not any(word.folded in _LINKS for word in words):
        cut = max((place + 1 for place in range(len(words) - 1) if _is_common_noun(words[place].folded)), default=0)
        while cut and _INITIAL.fullmatch(words[cut - 1].text):
            cut -= 1
    # What is left must look like nobody's common noun, or the whole is the name of a body.
    if any(word.text.lower() in lower or _is_common_noun(word.folded.removesuffix("s")) for word in words[cut:]):
        cut = 0
    name = _POSSESSIVE.sub("", run.sentence[words[cut].start : words[-1].end])
    if cut:
        return _owner_before(run) + run.sentence[words[0].start : words[cut - 1].end], name
    return run.role or _role_before(run), name


def _owner_before(run: _Run) -> str:
    """Return whose role it is: "the Philippines' " before "Defence Minister"."""
    if not run.before or not _POSSESSIVE.search(
        run.before[-1].text + run.sentence[run.before[-1].end : run.start].strip()
    ):
        return ""
    start = run.before[-1].start
    if len(run.before) > 1 and run.before[-2].folded == "the":
        start = run.before[-2].start
    return run.sentence[start : run.start]


def _role_before(run: _Run) -> str:
    """Return the words between an article and a name of several words: "former goalkeeper"; "" if there are none."""
    if len(run.words) < 2 or _is_common_noun(run.words[-1].folded.removesuffix("s")):
        return ""
    articles = [place for place, word in enumerate(run.before) if word.folded in ("the", "a", "an")]
    if not articles:
        return ""
    found = run.before[articles[-1] + 1 :]
    text = run.sentence[run.before[articles[-1]].end : run.start].strip(" ,")
    if (
        not found
        or not text.replace(" ", "").replace("-", "").isalpha()
        or any(w.folded in FUNCTION_WORDS for w in found)
    ):
        return ""
    return text


def _join_short_forms(seen: dict[str, _Seen]) -> None:
    """Make a name that begins or ends one longer name, or abbreviates it, or is its adjective, another form of that."""
    for key in sorted(seen, key=len):
        short = seen[key].text
        # "ASEAN" is not short for "ASEAN Summit": it is the name of another body.
        longer = [] if _ACRONYM.fullmatch(short) else [name for name in seen if _ends_with(name, key)]
        if not longer:
            longer = [name for name, entry in seen.items() if name != key and _belongs(short, entry.text)]
            if len(longer) == 1:
                seen[longer[0]].doubtful.append(f"{short!r} was taken for another form of it; is it?")
        if len(longer) == 1:
            one, other = seen[longer[0]], seen.pop(key)
            one.also.append(short)
            one.also += other.also
            one.roles += other.roles
            one.shown |= other.shown
            one.person = one.person or other.person
    surnames = Counter(entry.text.split()[-1] for entry in seen.values())
    for entry in seen.values():
        surname = entry.text.split()[-1]
        if entry.person and surname != entry.text and surnames[surname] == 1:
            entry.also.append(surname)
            if any(_INITIAL.fullmatch(word) for word in entry.text.split()):
                entry.also.append(" ".join(word for word in entry.text.split() if not _INITIAL.fullmatch(word)))


def _ends_with(name: str, short: str) -> bool:
    return name.endswith(f" {short}") or name.startswith(f"{short} ")


def _belongs(short: str, name: str) -> bool:
    return _abbreviates(short, name) or _is_adjective_of(short, name)


def _is_adjective_of(short: str, name: str) -> bool:
    """Tell whether `short` is the adjective of a place: "Japanese" of "Japan", "Chinese" of "China"."""
    if " " in short or " " in name:
        return False
    common = len(commonprefix([short, name]))  # noqa: RUF071 - of words, not of paths
    return common >= max(_STEM, len(name) - 2) and short[common:] in _ADJECTIVE_ENDINGS


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether `short` has the initials of `name`: "ADMM-Plus" those of "ASEAN Defence … Meeting-Plus"."""
    if not _ACRONYM.fullmatch(short):
        return False
    letters, _, ending = short.partition("-")
    last = name.split()[-1]
    if ending and not last.endswith(f"-{ending}"):
        return False
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return len(initials) > 1 and initials == letters


def _found(entry: _Seen, taken: set[str]) -> FoundName:
    also = tuple(dict.fromkeys(form for form in entry.also if form != entry.text))
    role = max(entry.roles, key=len, default=None)
    checks = list(dict.fromkeys(entry.doubtful))
    if len(set(entry.roles)) > 1:
        checks.append(
            f"the text also says {', '.join(repr(each) for each in dict.fromkeys(entry.roles) if each != role)}"
        )
    name = Name(unused_id(entry.text, taken), entry.text, role, also)
    return FoundName(name, entry.person, tuple(checks), entry.shown.get(role or "", ""))


def mentioned(text: str, names: Iterable[FoundName]) -> list[FoundName]:
    """Return the names that `text` has, in the order of `names`."""
    return [name for name in names if any(_has(text, form) for form in name.forms)]


def _has(text: str, form: str) -> bool:
    place = text.find(form)
    while place >= 0:
        end = place + len(form)
        if not text[place - 1 : place].isalnum() and not text[end : end + 1].isalnum():
            return True
        place = text.find(form, place + 1)
    return False
