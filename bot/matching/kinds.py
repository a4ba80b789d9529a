"""What kind of answer a question asks for: a person, a place, a time, a number, a reason …

The interrogatives and auxiliaries of English are closed classes, so they can be listed. What a fact supplies is
read off its own example questions.
"""

from bot.matching.vocabulary import Reading

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


def kind_of(reading: Reading) -> str | None:
    """The kind of answer that a text asks for, by its first interrogative; None if it has none.

    "how" with a measure is a kind of its own: "how many", "how old", "how long".
    """
    known = [word.reading or word.text for word in reading.words]
    for text, following in zip(known, [*known[1:], ""], strict=True):
        if kind := _INTERROGATIVES.get(text):
            measured = kind == "how" and following and following not in _AUXILIARIES
            return f"how {following}" if measured else kind
    return None
