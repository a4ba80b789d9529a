"""Names: which of those in a question are meant, and how much it says that a class does not have one."""

import math

import numpy as np

from bot.matching.arrays import Ints
from bot.matching.corpus import Corpus
from bot.matching.layout import Layout
from bot.matching.pairs import Pairs
from bot.matching.spans import distinct
from bot.matching.vocabulary import Concept, Reading


def outermost_names(reading: Reading) -> list[Concept]:
    """The names in `reading` that are no part of a longer one: in "Indian minister", not "Indian"."""
    names = [concept for concept in reading.concepts if concept.is_name]
    outermost, reached = set(), 0
    for start, end in sorted({(name.start, name.end) for name in names}, key=lambda span: (span[0], -span[1])):
        if end > reached:
            outermost.add((start, end))
            reached = end
    return [name for name in names if (name.start, name.end) in outermost]


def names_about(corpus: Corpus, layout: Layout) -> tuple[Ints, Ints]:
    """The names that facts are about, and side by side with them the facts."""
    listed = ((corpus.meanings.get(name), fact) for fact, names in enumerate(layout.about) for name in names)
    about = [(meaning, fact) for meaning, fact in listed if meaning is not None]
    meanings, facts = np.array(about, np.int64).reshape(-1, 2).T
    return meanings, facts


def surprise_at_foreign_name(corpus: Corpus, layout: Layout, about: tuple[Ints, Ints]) -> float:
    """How surprising it is, in nats, that a question has a name which the fact that is meant does not have.

    It is as rare as among the example questions of the base, each taken for one that the fact does not know yet, by
    Laplace's rule of succession. Where facts are asked for with names of all sorts a foreign one says next to nothing.
    `about` is what `names_about` says of the same base.
    """
    names = np.flatnonzero(corpus.is_name[corpus.concept_meanings])
    texts, meanings = corpus.concept_texts[names], corpus.concept_meanings[names]
    of_facts = layout.classes[texts] < layout.facts
    size = len(corpus.meanings)
    texts, meanings = np.divmod(distinct(texts[of_facts] * size + meanings[of_facts]), size)
    about_meanings, about_facts = about
    _, held = Pairs.numbered(
        np.concatenate([layout.classes[texts], about_facts]), np.concatenate([meanings, about_meanings]), size
    )
    alone = np.bincount(held)[held[: len(texts)]] == 1
    asked = layout.examples[texts]
    naming, foreign = distinct(texts[asked]), distinct(texts[asked & alone])
    return -math.log((len(foreign) + 1) / (len(naming) + 2))
