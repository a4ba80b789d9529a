"""What type of answer a question asks for: a person, a place, a time, a number, a reason …

The interrogatives and auxiliaries of English are closed classes, so they can be listed. What a fact supplies is
read off its own example questions.
"""

from collections.abc import Sequence

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


def answer_type(words: Sequence[str]) -> str | None:
    """Return the type of answer that these words of a text ask for, by the first interrogative; None without one.

    "how" with a measure is a type of its own: "how many", "how old", "how long".
    """
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word in _INTERROGATIVES:
            kind = _INTERROGATIVES[word]
            measured = kind == "how" and following and following not in _AUXILIARIES
            return f"how {following}" if measured else kind
    return None
