"""The words of many texts as numbers: a large base has half a million, too many to keep as objects."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from bot.matching.arrays import Ints
from bot.matching.spans import Spans


@dataclass(frozen=True, slots=True)
class Tokens:
    """What stands where in some texts. A token is one word of one text; they are numbered through, text after text."""

    words: Sequence[str]
    """The different words, in the order in which they first come."""
    numbers: Ints
    """The number of each token's word."""
    spans: Spans
    """The tokens of each text."""

    def __len__(self) -> int:
        return len(self.spans.starts) - 1

    def first(self, texts: int) -> "Tokens":
        """The first so many of the texts alone, whose words have the lowest numbers."""
        numbers = self.numbers[: self.spans.starts[texts]]
        return Tokens(self.words[: numbers.max(initial=-1) + 1], numbers, Spans(self.spans.starts[: texts + 1]))

    @property
    def neighbours(self) -> tuple[Ints, Ints]:
        """The words that stand side by side, each pair as often as it does."""
        adjacent = self.spans.adjacent
        return self.numbers[adjacent], self.numbers[adjacent + 1]


def tokenised(texts: Iterable[Sequence[str]], known: Sequence[str] = ()) -> Tokens:
    """The tokens of `texts`, which have been split into words; `known` words have the first numbers."""
    numbers = defaultdict(count(len(known)).__next__, zip(known, count(), strict=False))
    # An array of plain numbers: no list of words outlives its text.
    tokens, lengths = array("q"), array("q")
    for text in texts:
        tokens.extend(map(numbers.__getitem__, text))
        lengths.append(len(text))
    return Tokens(tuple(numbers), np.array(tokens), Spans.of_lengths(np.array(lengths)))
