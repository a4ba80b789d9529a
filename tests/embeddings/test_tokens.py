"""The tokens of the network belong to words, of which the commonest are left out."""

from hypothesis import given
from hypothesis import strategies as st

from bot.embeddings.model import EmbeddingModel
from bot.embeddings.tokens import content_tokens, words_of_tokens

TEXT = "The Unzugänglichkeit, is!"


def test_the_pieces_of_a_word_belong_to_the_whole_word() -> None:
    spans = [(0, 3), (4, 7), (7, 20), (20, 21), (22, 24), (24, 25)]
    assert words_of_tokens(TEXT, spans) == ["the", "unzuganglichkeit", "unzuganglichkeit", "", "is", ""]


def test_marks_and_the_commonest_words_are_left_out() -> None:
    assert content_tokens(TEXT, [(0, 3), (4, 7), (7, 20), (20, 21), (22, 24), (24, 25)]) == [1, 2]


@given(text=st.text(max_size=60))
def test_every_token_of_any_text_has_a_word_or_none(model: EmbeddingModel, text: str) -> None:
    [embedding] = model.embed([text])
    assert len(words_of_tokens(text, embedding.spans)) == len(embedding.tokens)
