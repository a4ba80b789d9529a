"""The sentences of a source text, from which the quote of a new fact is chosen."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import sqrt
from pathlib import Path

from sentencex import segment

from bot.facts.files import FactFile
from bot.facts.schema import MAX_QUOTE
from bot.facts.source_text import SourceTextError, text_named_in
from bot.facts.yaml_reading import read_yaml
from bot.language.english import zipf
from bot.language.words import stem, words

MOST_CHARACTERS = 200_000
"""Characters of a source whose sentences are offered; a longer one is looked through in an editor."""

MOST_PASSAGES = 20
"""Sentences that are offered, the nearest first: nobody turns more pages."""

_RAREST = 8.0
"""Zipf frequency from which down a word counts the more, the rarer it is: a little above that of "the"."""


def source_text_of(file: FactFile, folder: Path) -> str | None:
    """Return the source text that `file`, whose name is relative to `folder`, names; None if there is none to read."""
    try:
        return text_named_in(read_yaml(file.name, file.data).value, (folder / file.name).parent)
    except SourceTextError:
        return None


def nearest_sentences(statement: str, source: str) -> tuple[str, ...]:
    """Return the sentences of `source` that can be a quote, those first that share most with `statement`.

    How much is the cosine of their words, each weighted by how rare it is in English; that of sentences alike keeps
    their order.
    """
    wanted = _weights(statement)

    def nearness(sentence: str) -> float:
        found = _weights(sentence)
        shared = sum(weight * weight for word, weight in found.items() if word in wanted)
        return shared / (_length(found.values()) or 1)

    return tuple(sorted(sentences(source), key=nearness, reverse=True)[:MOST_PASSAGES])


def sentences(source: str) -> Sequence[str]:
    """Return the sentences of `source` that are short enough for a quote, each on one line and none of them twice."""
    return list(dict.fromkeys(each for each in _sentences(source[:MOST_CHARACTERS]) if each and len(each) <= MAX_QUOTE))


def _sentences(source: str) -> Iterator[str]:
    for is_blank, lines in groupby(source.splitlines(), lambda line: not line.strip()):
        if not is_blank:
            yield from (sentence.strip() for sentence in segment("en", " ".join(" ".join(lines).split())))


def _weights(text: str) -> dict[str, float]:
    return {stem(word): _RAREST - zipf(word) for word in words(text)}


def _length(weights: Iterable[float]) -> float:
    return sqrt(sum(weight * weight for weight in weights))
