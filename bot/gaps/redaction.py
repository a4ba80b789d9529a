"""Takes out of a question, before it is kept, whatever leads to a person rather than to a fact."""

import re

from bot.unprintable import UNPRINTABLE

MAX_CHARACTERS = 300

BLANK = "…"

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"']{1,64}@[^\s@<>()\[\],;:\"'?!]{1,255}")
"""A mail address, in any script and with any ending: rather a word too many than an address."""

_LINK = re.compile(r"(?:\b(?:tg|mailto|tel):|\b(?:t|telegram)\.me/)\S+", re.IGNORECASE)
"""Links that lead to a person."""

_NAME = re.compile(r"(?<!\w)[@\uff20]\w+")
"""A Telegram name; one with the wide @ that phones in East Asia write as well."""

_DIGITS = re.compile(r"(?:\+|\(\+?|\b)\d(?:[\s()./\u2010-\u2015-]{0,3}\d){6,}")
"""Seven digits or more with nothing but separators between: a phone number."""

_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}\s?[-\u2013]\s?\d{4}")
"""A day or a span of years, which a fact may be about."""

_NO_CHARACTER = re.compile(r"[\ufeff\ufffe\uffff]")
"""A mark of the byte order, and code points that stand for nothing."""


def redacted(question: str) -> str:
    """Return at most 300 characters of `question` on one line, without mail addresses, phone numbers and @names."""
    text = " ".join(_NO_CHARACTER.sub(" ", UNPRINTABLE.sub(" ", question)).split())
    for pattern in (_LINK, _ADDRESS, _NAME):
        text = pattern.sub(BLANK, text)
    text = _DIGITS.sub(_unless_date, text)
    return text[:MAX_CHARACTERS].rstrip()


def _unless_date(found: re.Match[str]) -> str:
    return found[0] if _DATE.fullmatch(found[0]) else BLANK
