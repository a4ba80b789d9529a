"""Tells what type of answer a question asks for: a person, a place, a time, a number, a reason and so on.

The interrogatives and auxiliaries of English are closed classes, so they can be listed. What a fact supplies is
read off its own example questions.
"""

import re
from collections.abc import Sequence

WHY = "why"
"""The type of a question that asks for a reason."""

INTERROGATIVES = {
    "who": "who",
    "whom": "who",
    "whose": "who",
    "where": "where",
    "when": "when",
    "why": WHY,
    "what": "what",
    "which": "what",
    "how": "how",
}
"""The type of answer that each interrogative asks for."""

FINITE_AUXILIARIES = frozenset(
    {"am", "is", "are", "was", "were", "do", "does", "did", "has", "have", "had"}
    | {"can", "could", "may", "might", "must", "shall", "should", "will", "would"}
)
"""The auxiliaries that can begin a question."""

_AUXILIARIES = FINITE_AUXILIARIES | {"be", "been"}

_REASON = re.compile(
    r"\b(because|since|so that|in order to|due to|owing to|as a result|therefore|thus|hence|why|reasons?|cause[ds]?)\b",
    re.IGNORECASE,
)


def answer_type(words: Sequence[str]) -> str | None:
    """Return the type of answer that these words of a text ask for, by the first interrogative; None without one.

    "how" with a measure is a type of its own: "how many", "how old", "how long".
    """
    for word, following in zip(words, (*words[1:], ""), strict=False):
        if word in INTERROGATIVES:
            kind = INTERROGATIVES[word]
            measured = kind == "how" and following and following not in _AUXILIARIES
            return f"how {following}" if measured else kind
    return None


def gives_reason(text: str) -> bool:
    """Tell whether `text` has a word by which English gives or asks for a reason; those are few, too."""
    return _REASON.search(text) is not None
