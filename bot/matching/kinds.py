"""What kind of answer a question asks for: a person, a place, a time, a number, a reason …

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


def kind_of(words: Sequence[str]) -> str | None:
    """The kind of answer that a text of these words asks for, by its first interrogative; None if it has none.

    "how" with a measure is a kind of its own: "how many", "how old", "how long".
    """
    for position, word in enumerate(words):
        if kind := _INTERROGATIVES.get(word):
            following = words[position + 1] if position + 1 < len(words) else ""
            measured = kind == "how" and following and following not in _AUXILIARIES
            return f"how {following}" if measured else kind
    return None
