"""Notices questions in a script or a language that the facts are not written in."""

import unicodedata
from collections.abc import Iterable

from bot.facts.model import FactBase
from bot.language.english import is_english
from bot.matching.vocabulary import AnalyzedText, Word

LEAST_WORDS = 3
"""Words from which a text shows its language; fewer may be names or typing errors."""

FOREIGN_SHARE = 0.6
"""Share of words that neither the base nor English has, from which a text is in another language."""


class Language:
    """The scripts and the language of the facts of one base."""

    def __init__(self, base: FactBase) -> None:
        self._scripts = _scripts(text for fact in base.facts for text in (fact.statement, *fact.questions))
        self._is_english = "english" in base.voice.language.casefold()

    def is_foreign(self, reading: AnalyzedText) -> bool:
        """Tell whether most of a text is in a script or in words of another language.

        Words tell it for a base in English only: of another language no more are known than the base has.
        """
        letters = [letter for letter in reading.text if letter.isalpha()]
        foreign = [letter for letter in letters if _script(letter) not in self._scripts]
        if 2 * len(foreign) > len(letters):
            return True
        if not self._is_english:
            return False
        unknown = [word for word in reading.words if word.reading is None and not _is_known(word)]
        return len(reading.words) >= LEAST_WORDS and len(unknown) >= FOREIGN_SHARE * len(reading.words)


def _is_known(word: Word) -> bool:
    """Tell whether English has a word or its stem: of "toasters" it lists only the singular."""
    return is_english(word.text) or is_english(word.stem)


def _scripts(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(_script(letter) for letter in frozenset().union(*map(frozenset, texts)) if letter.isalpha())


def _script(letter: str) -> str:
    """Return the first word of the letter's name in Unicode, which is its script: "LATIN", "CYRILLIC", "CJK"."""
    return unicodedata.name(letter, "").partition(" ")[0]
