"""All texts of a base are read at once, and as each of them would be read by itself."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.corpus import Corpus
from bot.matching.tokens import tokenised
from bot.matching.vocabulary import Vocabulary, standing
from bot.matching.words import stem

WORDS = st.sampled_from(["ministers", "minister", "of", "india", "japan", "talks"])
TEXTS = st.lists(st.lists(WORDS, max_size=8), max_size=5)
PHRASES = st.lists(
    st.tuples(st.sampled_from(["name:a", "name:b", "synonym:c"]), st.lists(WORDS, min_size=1, max_size=4))
)


@given(TEXTS, PHRASES)
def test_names_and_synonyms_are_found_in_all_texts_as_in_one(
    texts: list[list[str]], phrases: list[tuple[str, list[str]]]
) -> None:
    tokens = tokenised(texts)
    vocabulary = Vocabulary(tokens, [(concept, " ".join(wording)) for concept, wording in phrases])
    corpus = Corpus(tokens, vocabulary)
    meanings = list(corpus.meanings)

    def found(text: list[str]) -> list[str]:
        return [concept.id for concept in vocabulary.concepts([stem(word) for word in text])]

    def canonical(text: list[str]) -> Iterator[str]:
        stems = [stem(word) for word in text]
        position = 0
        for concept in standing(vocabulary.concepts(stems)):
            yield from [*stems[position : concept.start], concept.id]
            position = concept.end
        yield from stems[position:]

    pairs = zip(corpus.concept_texts.tolist(), corpus.concept_meanings.tolist(), strict=True)
    assert sorted((text, meanings[meaning]) for text, meaning in pairs) == sorted(
        (number, concept) for number, text in enumerate(texts) for concept in found(text)
    )
    canonical_meanings, owners = corpus.canonical()
    assert [(text, meanings[meaning]) for text, meaning in zip(owners, canonical_meanings, strict=True)] == [
        (number, meaning) for number, text in enumerate(texts) for meaning in canonical(text)
    ]
