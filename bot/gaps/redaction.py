"""Takes out of a question, before it is kept, whatever leads to a person rather than to a fact."""

import re
import unicodedata

from stdnum import iban

from bot.unprintable import one_line

MAX_CHARACTERS = 300

BLANK = "…"

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"']{1,64}+@[^\s@<>()\[\],;:\"'?!]{1,255}")
"""A mail address, in any script and with any ending: rather a word too many than an address."""

_SPELT_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]++(?:"
    r" ?[(\[{<] ?at ?[)\]}>] ?[\w.-]{1,255}(?: ?[(\[{<] ?dot ?[)\]}>] ?[\w-]{1,63}){0,4}"
    r"| at (?!(?:the|an?) )[\w-]{1,63}(?: dot [\w-]{1,63}){1,4}"
    r"| @ [\w-]{1,63}(?:\.[\w-]{1,63}){1,5})",
    re.IGNORECASE,
)
"""A mail address whose signs are words or stand alone, as in "ann(at)example.org" and "ann at example dot org"."""

_LINK = re.compile(r"(?:\b(?:tg|mailto|tel):|\b(?:t|telegram)\.(?:me|dog)/)\S+", re.IGNORECASE)
"""Links that lead to a person."""

_USER = re.compile(r"(?<=://)[^\s/?#@]{1,255}@")
"""The user, and perhaps the password, before the host of a web address."""

_WEB_PATH = re.compile(
    r"(\bhttps?://[^\s/?#]{1,255}|(?<![\w.-])(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?::\d{1,5})?)[/?#]\S+", re.IGNORECASE
)
"""An address in the web: the path behind the host can be a profile, and the query can hold anything."""

_NAME = re.compile(r"(?<!\w)@\w+")
"""A Telegram name."""

_DIGITS = re.compile(r"(?:\+|\(\+?|(?<!\d))\d(?:[\s()._/\u00b7\u2010-\u2015\u2022-]{0,3}\d){6,}")
"""Seven digits or more with nothing but separators between: a phone number."""

_YEAR, _DAY = r"(?:1\d|20)\d\d", r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"(?:{_YEAR}[-./]{_DAY}[-./]{_DAY}|{_DAY}[-./]{_DAY}[-./]{_YEAR})(?: \d{{1,2}}(?:\.\d{{2}})?)?"
    rf"|{_YEAR}\s?[-\u2013]\s?{_YEAR}|{_YEAR}/\d{{1,4}}"
)
"""A day, perhaps with the hour, a span of years, or a law's year and number, which a fact may be about."""

_AMOUNT = r"(?:[1-9]\d{0,2}(?:(?: \d{3}){1,4}|(?:\.\d{3}){1,4})(?<=000)|[1-9]\d*0000)"
_ROUND_AMOUNTS = re.compile(rf"{_AMOUNT}(?:\s?[-\u2013]\s?{_AMOUNT})?")
"""Thousands in groups, and the last of them round: an amount, as "10 000 000", or from one to another. A phone number
hardly ends so."""

_ACCOUNT = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30}", re.IGNORECASE)
"""What may begin with the number of a bank account; its check digits tell where it ends, if it is one."""

SHORTEST_ACCOUNT = 15
"""Characters of the shortest IBAN, a Norwegian one."""

_TOKEN = re.compile(r"(?<!\d)\d{6,}:[\w-]+")
"""The token of a bot, or its beginning."""

_WORD = re.compile(r"[\w-]+")
_KEY = re.compile(r"[^\W\d_]\d+[^\W\d_]")
"""A digit between two letters, which in a long word means that it was made by a machine."""

SHORTEST_KEY = 16
"""Characters from which such a word is taken for a key or half of one; the second part of a token has 35."""

_INVISIBLE = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u20e3\ufe0e\ufe0f]")
"""What takes no room of its own, as in what was copied from a page or typed as emoji, and would part digits."""

_NO_CHARACTER = re.compile(r"[\ufeff\ufffe\uffff]")
"""A mark of the byte order, and code points that stand for nothing."""


def redacted(question: str) -> str:
    """Return at most 300 characters of `question` on one line, without what leads to a person.

    That is mail addresses, phone and account numbers, @names, keys, and what stands behind the host of a web address.
    Letters and digits of another width are written in the ordinary one first, and what is invisible is left out, so
    that they are recognised.
    """
    visible = _INVISIBLE.sub("", _NO_CHARACTER.sub(" ", question))
    text = one_line(unicodedata.normalize("NFKC", visible))
    for pattern in (_LINK, _USER, _ADDRESS, _SPELT_ADDRESS, _TOKEN):
        text = pattern.sub(BLANK, text)
    text = _WEB_PATH.sub(rf"\1/{BLANK}", text)
    text = _NAME.sub(BLANK, text)
    text = _ACCOUNT.sub(_without_account, text)
    text = _DIGITS.sub(_unless_date_or_amount, text)
    text = _WORD.sub(_unless_key, text)
    return text[:MAX_CHARACTERS].rstrip()


def _unless_date_or_amount(found: re.Match[str]) -> str:
    harmless = _DATE.fullmatch(found[0]) or _ROUND_AMOUNTS.fullmatch(found[0])
    return found[0] if harmless else BLANK


def _unless_key(found: re.Match[str]) -> str:
    return BLANK if len(found[0]) >= SHORTEST_KEY and _KEY.search(found[0]) else found[0]


def _without_account(found: re.Match[str]) -> str:
    """Return what was found with its longest beginning that is an account number blanked, if there is one."""
    text = found[0]
    for end in range(len(text), SHORTEST_ACCOUNT - 1, -1):
        if text[end - 1] != " " and iban.is_valid(text[:end]):
            return f"{BLANK}{text[end:]}"
    return text
