"""The closed classes of English that a draft is made by, and the forms of its verbs.

Pronouns, prepositions, months and the like take no new members, so they can be listed; so do the irregular verbs.
What a regular verb is, the list of common English words tells: it has the other forms of it, too.
"""

import re
from functools import cache

from bot.language.english import zipf
from bot.matching.answer_type import FINITE_AUXILIARIES, INTERROGATIVES


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())


DETERMINERS = word_set(
    "a an the this that these those each every no some any both all either neither another such "
    "my your his her its our their one"
)
PREPOSITIONS = word_set(
    "about above across after against along among around as at before behind below beneath beside besides between "
    "beyond by despite down during except for from in inside into like near of off on onto out outside over past per "
    "since through throughout to toward towards under underneath until up upon via with within without"
)
PRONOUNS = word_set("i you he she it we they me him us them one nobody somebody anybody everybody")
CONJUNCTIONS = word_set("and or but nor so yet")
SUBORDINATORS = word_set("if when while although though because unless whenever where whereas once as since")
RELATIVES = word_set("who whom whose which that")
MONTHS = word_set("january february march april may june july august september october november december")
MONTHS_CUT_SHORT = word_set("jan feb mar apr jun jul aug sep sept oct nov dec")
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
DAYS = WEEKDAYS | {"today", "tomorrow", "yesterday", "tonight", "weekdays", "weekends", "weekend", "daily"}
TIME_UNITS = frozenset(
    f"{unit}{plural}"
    for unit in ["second", "minute", "hour", "day", "night", "week", "month", "year", "decade"]
    for plural in ("", "s")
)
CARDINALS = word_set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
)
ADVERBS = word_set(
    "also not never always only already still again often usually normally too then there here now just no longer even "
    "ever"
)
FUNCTION_WORDS = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | CONJUNCTIONS
    | SUBORDINATORS
    | RELATIVES
    | ADVERBS
    | FINITE_AUXILIARIES
    | frozenset(INTERROGATIVES)
    | {"be", "been", "being", "than", "more", "most", "less", "least", "other", "others", "own", "there"}
)
"""Words that a name, an id or the topic of a fact is not made of."""

_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore born|beat beat beaten|become became become|begin began begun|
bend bent bent|bet bet bet|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|
breed bred bred|bring brought brought|build built built|burn burnt burnt|burst burst burst|buy bought bought|
cast cast cast|catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|
creep crept crept|cut cut cut|deal dealt dealt|dig dug dug|draw drew drawn|dream dreamt dreamt|drink drank drunk|
drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|
flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden|forecast forecast forecast|
forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got got|give gave given|go went gone|
grind ground ground|grow grew grown|hang hung hung|hear heard heard|hide hid hidden|hit hit hit|hold held held|
hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led|lean leant leant|
leap leapt leapt|learn learnt learnt|leave left left|lend lent lent|let let let|lie lay lain|light lit lit|
lose lost lost|make made made|mean meant meant|meet met met|overcome overcame overcome|pay paid paid|put put put|
quit quit quit|read read read|rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|saw sawed sawn|
say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|
shed shed shed|shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|
sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|slide slid slid|speak spoke spoken|speed sped sped|
spend spent spent|spin spun spun|split split split|spread spread spread|spring sprang sprung|stand stood stood|
steal stole stolen|stick stuck stuck|sting stung stung|strike struck struck|strive strove striven|swear swore sworn|
sweep swept swept|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|
think thought thought|throw threw thrown|understand understood understood|undertake undertook undertaken|
uphold upheld upheld|wake woke woken|wear wore worn|weave wove woven|win won won|wind wound wound|
withdraw withdrew withdrawn|withhold withheld withheld|wring wrung wrung|write wrote written
"""
"""The irregular verbs of present English: the base form, the past, the past participle."""

_FORMS = [entry.split() for entry in _IRREGULAR.replace("\n", "").split("|")]
_PAST = {past: base for base, past, _ in _FORMS}
PARTICIPLES = frozenset(participle for *_, participle in _FORMS)
_BASES = frozenset(base for base, *_ in _FORMS)

_PLURALS = word_set("people men women children feet teeth geese mice")
_VOWEL = "aeiou"
_RARE = 2.0
"""Zipf frequency from which a word form is taken for a real one."""

_SHORT = 4
"""Letters before -ed up to which a word may be another one, as "hundred", if English does not have the verb."""


@cache
def past_base(word: str) -> str | None:
    """Return the base form of a folded word that can be a verb in the past; None if it cannot."""
    if word in _PAST:
        return _PAST[word]
    return _regular_base(word, "ed") if word.endswith("ed") else None


@cache
def third_person_base(word: str) -> str | None:
    """Return the base form of a folded word that can be a verb with -s; None if it cannot."""
    if not word.endswith("s") or word.endswith("ss"):
        return None
    return max((base for base in _without_s(word) if is_verb(base)), key=zipf, default=None)


@cache
def is_plural(word: str) -> bool:
    """Tell whether a folded noun is a plural, by its ending or as one of the few that have none."""
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


@cache
def is_verb(word: str) -> bool:
    """Tell whether a folded word can be a verb in its base form: English has its -ing form, and its past."""
    if word in _BASES:
        return True
    return word not in FUNCTION_WORDS and min(map(zipf, (word, _joined(word, "ing"), _joined(word, "ed")))) > _RARE


@cache
def is_participle(word: str) -> bool:
    """Tell whether a folded word can be a past participle."""
    return word in PARTICIPLES or (word.endswith("ed") and past_base(word) is not None)


@cache
def third_person(base: str) -> str:
    """Return the form of a verb that goes with "he"."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{base}es"
    return f"{base[:-1]}ies" if base.endswith("y") and base[-2:-1] not in _VOWEL else f"{base}s"


def _regular_base(word: str, ending: str) -> str | None:
    found = word.removesuffix(ending)
    candidates = [f"{found}e", found]
    if found.endswith("i"):
        candidates = [f"{found[:-1]}y"]
    elif len(found) > 2 and found[-1] == found[-2]:
        candidates = [found[:-1], found, f"{found}e"]
    known = [base for base in candidates if len(base) > 1 and base not in FUNCTION_WORDS and zipf(base) > _RARE]
    # Of "hope" and "hop" the one that English writes more often is meant.
    return max(known, key=zipf, default=None) or (_spelled(found) if len(found) > _SHORT else None)


def _spelled(found: str) -> str:
    """Return what is before the -ed of a rare verb with the e that belongs to it: "underlin" has one."""
    return f"{found}e" if re.search(r"[^aeiou][aeiou][^aeiouwxy]$", found) else found


def _without_s(word: str) -> list[str]:
    if word.endswith("ies"):
        return [f"{word[:-3]}y", word[:-1]]
    return [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]


def _joined(base: str, ending: str) -> str:
    if ending == "ed" and base.endswith("y") and base[-2:-1] not in _VOWEL:
        return f"{base[:-1]}ied"
    if ending == "ed" and base.endswith("e"):
        return f"{base}d"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + ending
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", base)
    plain = base + ending
    return base + base[-1] + ending if doubled and zipf(plain) <= _RARE else plain
