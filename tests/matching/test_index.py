"""The index scores the class highest whose examples a question resembles."""

import numpy as np

from bot.matching.corpus import Corpus
from bot.matching.index import Index
from bot.matching.tokens import tokenised
from bot.matching.vocabulary import Vocabulary
from bot.matching.words import words

TEXTS = ["when does the shop open", "opening time of the shop", "who runs the shop", "name of the owner"]
CLASSES = [0, 0, 1, 1]
VOCABULARY = Vocabulary(tokenised(map(words, TEXTS)), [])


def index(texts: list[str] = TEXTS, classes: list[int] = CLASSES, count: int = 2) -> Index:
    return Index(Corpus(tokenised(map(words, texts)), VOCABULARY), np.array(classes), count)


def test_an_example_finds_its_own_class() -> None:
    built = index()
    for text, label in zip(TEXTS, CLASSES, strict=True):
        scores, _ = built.scores(VOCABULARY.read(text))
        assert int(np.argmax(scores)) == label


def test_strange_words_beside_an_example_lower_its_score() -> None:
    built = index()
    plain, _ = built.scores(VOCABULARY.read(TEXTS[0]))
    strange, _ = built.scores(VOCABULARY.read(f"{TEXTS[0]} zeppelin catering"))
    assert strange[0] < plain[0]


def test_a_text_that_shares_nothing_scores_nothing() -> None:
    scores, _ = index().scores(VOCABULARY.read("\u4f60\u597d"))
    assert not scores.any()


def test_the_same_examples_make_the_same_scores() -> None:
    question = VOCABULARY.read("who opens the shop")
    assert np.array_equal(index().scores(question)[0], index().scores(question)[0])


def test_classes_of_single_words_can_be_indexed() -> None:
    scores, _ = index(["shop", "owner"], [0, 1]).scores(VOCABULARY.read("owner"))
    assert int(np.argmax(scores)) == 1
