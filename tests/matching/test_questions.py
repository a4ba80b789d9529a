"""A question is embedded as it came, in the words of the base, and word by word, and remembered."""

import numpy as np
import pytest

from bot.embeddings.model import EmbeddingModel
from bot.embeddings.recent import RecentEmbeddings
from bot.language.words import words
from bot.matching.questions import QuestionEncoder
from bot.matching.vocabulary import Vocabulary
from tests.embeddings.counting import CountingModel
from tests.matching.vectors import stored

KNOWN = Vocabulary([words("when does the library open")], [("synonym:0", "borrow"), ("synonym:0", "take out")])
WEIGHTS = {"when": 0.25, "borrow": 1.0}


@pytest.fixture
def counting(model: EmbeddingModel) -> CountingModel:
    """Return a model that lists what it embeds."""
    return CountingModel(model)


def weigh(word: str) -> float:
    return WEIGHTS.get(word, 0.0)


def test_a_question_in_the_words_of_the_base_is_embedded_as_it_came(counting: CountingModel) -> None:
    [found] = QuestionEncoder(RecentEmbeddings(counting), {}).encode([KNOWN.read("When does it open")], weigh)
    assert len(found.texts) == 1
    assert len(found.words) == 4


def test_another_wording_is_embedded_as_it_came_and_in_the_words_of_the_base(counting: CountingModel) -> None:
    [found] = QuestionEncoder(RecentEmbeddings(counting), {}).encode([KNOWN.read("When to take out")], weigh)
    came, canonical = counting.embed(["When to take out", "when to borrow"])
    assert np.allclose(found.texts, [came.vector, canonical.vector], atol=1e-5)
    assert np.allclose(found.tokens, canonical.tokens, atol=1e-5)


def test_a_token_weighs_what_its_word_does_in_the_base(counting: CountingModel) -> None:
    [found] = QuestionEncoder(RecentEmbeddings(counting), {}).encode([KNOWN.read("When to take out")], weigh)
    assert found.token_weights.tolist() == [0.25, 0.0, 1.0]


def test_a_mark_weighs_nothing(counting: CountingModel) -> None:
    [found] = QuestionEncoder(RecentEmbeddings(counting), {}).encode([KNOWN.read("To open when?")], weigh)
    assert found.token_weights.tolist() == [0.0, 0.0, 0.25, 0.0]


def test_a_misspelt_word_is_embedded_as_what_it_was_meant_for(counting: CountingModel) -> None:
    [found] = QuestionEncoder(RecentEmbeddings(counting), {}).encode([KNOWN.read("libary")], weigh)
    assert np.allclose(found.words, [counting.embed(["library"])[0].vector], atol=1e-5)


def test_a_question_is_embedded_but_once(counting: CountingModel) -> None:
    encoder = QuestionEncoder(RecentEmbeddings(counting), {})
    first, second = encoder.encode([KNOWN.read("open the library")] * 2, weigh)
    assert sorted(counting.embedded) == ["library", "open", "open the library", "the"]
    counting.embedded.clear()
    [again] = encoder.encode([KNOWN.read("open the library")], weigh)
    assert counting.embedded == []
    assert np.array_equal(first.texts, again.texts)
    assert np.array_equal(second.words, again.words)


def test_a_word_that_the_base_has_is_not_embedded_again(counting: CountingModel) -> None:
    known = {"library": stored([1.0] + [0.0] * 383)}
    [found] = QuestionEncoder(RecentEmbeddings(counting), known).encode([KNOWN.read("open library")], weigh)
    assert sorted(counting.embedded) == ["open", "open library"]
    assert found.words[1].tolist() == [1.0] + [0.0] * 383


def test_a_question_without_words_does_no_harm(counting: CountingModel) -> None:
    [found] = QuestionEncoder(RecentEmbeddings(counting), {}).encode([KNOWN.read("\ud800")], weigh)
    assert len(found.texts) == 1
    assert len(found.words) == 0
