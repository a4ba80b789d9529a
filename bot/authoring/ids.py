"""Makes the ids of new facts and names from words."""

import re

from bot.facts.schema import MAX_ID
from bot.language.words import words

_WORD = re.compile(r"[a-z0-9]+")


def unused_id(text: str, taken: set[str]) -> str:
    """Return an id made of the first words of `text` that is not in `taken`, and add it there."""
    slug = ""
    for word in filter(_WORD.fullmatch, words(text)):
        longer = f"{slug}-{word}" if slug else word[:MAX_ID]
        if len(longer) > MAX_ID:
            break
        slug = longer
    unused = slug = slug or "fact"
    number = 1
    while unused in taken:
        number += 1
        unused = f"{slug[: MAX_ID - len(str(number)) - 1].rstrip('-')}-{number}"
    taken.add(unused)
    return unused
