"""What kind of answer a question asks for: a person, a place, a time, a number, a reason …

The interrogatives and auxiliaries of English are closed classes, so they can be listed. What a fact supplies is
read off its own example questions.
"""

from collections.abc import Sequence

import numpy as np

from bot.matching.tokens import Tokens

_INTERROGATIVES = {
    "who": "who",
    "whom": "who",
    "whose": "who",
    "where": "where",
    "when": "when",
    "why": "why",
    "what": "what",
    "which": "what",
    "how": "how",
}

_AUXILIARIES = frozenset(
    {"am", "is", "are", "was", "were", "be", "been", "do", "does", "did", "has", "have", "had"}
    | {"can", "could", "may", "might", "must", "shall", "should", "will", "would"}
)


NO_WORD = -1
"""The number of the word that follows the last of a text."""


def kind_of(words: Sequence[str]) -> str | None:
    """The kind of answer that a text of these words asks for, by its first interrogative; None if it has none.

    "how" with a measure is a kind of its own: "how many", "how old", "how long".
    """
    for position, word in enumerate(words):
        if word in _INTERROGATIVES:
            return _kind(word, words[position + 1] if position + 1 < len(words) else "")
    return None


def kinds_of(texts: Tokens) -> list[str | None]:
    """What `kind_of` says of each of `texts`, which are too many to be looked at word by word."""
    asking = np.array([word in _INTERROGATIVES for word in texts.words], np.bool_)
    at = np.flatnonzero(asking[texts.numbers])
    owners = texts.spans.owners[at]
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    at, of_text = at[first], owners[first]
    following = np.append(texts.numbers, NO_WORD)[at + 1]
    following[at + 1 == texts.spans.starts[of_text + 1]] = NO_WORD
    words = (*texts.words, "")
    kinds: list[str | None] = [None] * len(texts)
    for text, word, after in zip(of_text.tolist(), texts.numbers[at].tolist(), following.tolist(), strict=True):
        kinds[text] = _kind(words[word], words[after])
    return kinds


def _kind(interrogative: str, following: str) -> str:
    kind = _INTERROGATIVES[interrogative]
    measured = kind == "how" and following and following not in _AUXILIARIES
    return f"how {following}" if measured else kind
