"""Where the names and synonyms of a base stand in its own texts: all wordings in all texts at once, word by word."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from bot.matching.arrays import Ints
from bot.matching.pairs import Pairs
from bot.matching.spans import Spans


def places(wordings: Mapping[tuple[int, ...], Sequence[int]], stems: Ints, texts: Spans) -> tuple[Ints, Ints, Ints]:
    """Side by side where each concept starts, before which token it ends, and its number; the shorter ones first.

    `wordings` have the concepts that each stands for; they are made of stems as `stems`, those of all tokens, are.
    `texts` says which tokens are a text: no wording reaches from one into the next.
    """
    starts, ends, numbers = np.concatenate([np.zeros((3, 0), np.int64), *_places(list(wordings), stems, texts)], axis=1)
    concepts = np.array([concept for standing_for in wordings.values() for concept in standing_for], np.int64)
    at, place = Spans.of_lengths([len(standing_for) for standing_for in wordings.values()]).gather(numbers)
    return starts[place], ends[place], concepts[at]


def _places(wordings: Sequence[tuple[int, ...]], stems: Ints, texts: Spans) -> Iterator[Ints]:
    """Starts, ends and places in `wordings`: of those of one word, then of those of two, and so on."""
    most = max(stems.max(initial=0), *map(max, wordings), 0) + 1
    left, starts = np.arange(len(wordings)), np.arange(len(stems))
    ends = texts.starts[1:][texts.owners]
    # Equal beginnings have the same number, those of wordings and those that stand in the texts.
    begun, found = np.zeros(len(wordings), np.int64), np.zeros(len(stems), np.int64)
    length = 0
    while len(left):
        following = np.array([wordings[number][length] for number in left.tolist()])
        beginnings, begun = Pairs.numbered(begun, following, most)
        within = np.flatnonzero(starts + length < ends[starts])
        starts, found = starts[within], beginnings.find(found[within], stems[starts[within] + length])
        starts, found = starts[found >= 0], found[found >= 0]
        length += 1
        complete = np.array([len(wordings[number]) == length for number in left.tolist()])
        whole = np.full(len(beginnings), -1)
        whole[begun[complete]] = left[complete]
        here = starts[whole[found] >= 0]
        yield np.stack([here, here + length, whole[found[whole[found] >= 0]]])
        left, begun = left[~complete], begun[~complete]
