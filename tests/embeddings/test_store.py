"""The store embeds what it does not know yet, keeps it in a file, and does without one that cannot be used."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from bot.embeddings.model import EmbeddingModel
from bot.embeddings.store import FILE, KEPT_ANYWAY, EmbeddingStore, StoredEmbedding, open_store
from tests.embeddings.counting import CountingModel

TEXTS = ["When does the library open?", "opening hours", "Who is the director?"]
DOCUMENTS = ["Who is the director? Maria Lund is the director of the library."]


@pytest.fixture
def counting(model: EmbeddingModel) -> CountingModel:
    """Return a model that lists what it embeds."""
    return CountingModel(model)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a store, in a folder that is still to be made."""
    return tmp_path / "data" / FILE


def rows(file: Path) -> int:
    """Return how many embeddings `file` has."""
    with closing(sqlite3.connect(file)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM embeddings").fetchone()
    return int(count)


def change(file: Path, statement: str) -> None:
    """Change what `file` has."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def assert_same(first: list[StoredEmbedding], second: list[StoredEmbedding]) -> None:
    for one, other in zip(first, second, strict=True):
        assert np.array_equal(one.vector, other.vector)
        assert np.array_equal(one.tokens, other.tokens)


def assert_kept(file: Path, model: EmbeddingModel) -> None:
    """Assert that `file` has all of the texts, so that nothing has to be embedded."""
    again = CountingModel(model)
    kept, _ = EmbeddingStore(again, file).embed(TEXTS, DOCUMENTS)
    assert_same(kept, EmbeddingStore(model, None).embed(TEXTS, DOCUMENTS)[0])
    assert again.embedded == []


def test_embeddings_are_those_of_the_model_in_the_order_of_the_texts(model: EmbeddingModel) -> None:
    asked = [*TEXTS, TEXTS[0], "\ud800", ""]
    found, _ = EmbeddingStore(model, None).embed(asked, [])
    for stored, plain in zip(found, model.embed(asked), strict=True):
        assert stored.vector.astype(np.float32) @ plain.vector == pytest.approx(1.0, abs=0.001)


def test_only_documents_have_tokens_and_only_of_words_that_say_something(model: EmbeddingModel) -> None:
    of_texts, of_documents = EmbeddingStore(model, None).embed([*TEXTS, *DOCUMENTS], [*DOCUMENTS, "the of is"])
    assert [len(each.tokens) for each in of_texts] == [0, 0, 0, 0]
    said, nothing = of_documents
    [plain] = model.embed(DOCUMENTS)
    assert 0 < len(said.tokens) < len(plain.tokens)
    assert len(nothing.tokens) == 0


def test_tokens_keep_their_direction(model: EmbeddingModel) -> None:
    _, [found] = EmbeddingStore(model, None).embed([], ["maritime terrorism"])
    [plain] = model.embed(["maritime terrorism"])
    kept = found.tokens / np.linalg.norm(found.tokens.astype(np.float32), axis=1, keepdims=True)
    assert np.all((kept * plain.tokens).sum(axis=1) > 0.999)


def test_a_text_is_embedded_once_however_often_it_stands_there(counting: CountingModel) -> None:
    EmbeddingStore(counting, None).embed([*TEXTS, *TEXTS], [*DOCUMENTS, *DOCUMENTS])
    assert sorted(counting.embedded) == sorted([*TEXTS, *DOCUMENTS])


def test_only_what_is_new_is_embedded_again(counting: CountingModel) -> None:
    store = EmbeddingStore(counting, None)
    store.embed(TEXTS, DOCUMENTS)
    counting.embedded.clear()
    assert store.missing([*TEXTS, "new", "new"], [*DOCUMENTS, TEXTS[0]]) == 2
    store.embed([*TEXTS, "new", "new"], [*DOCUMENTS, TEXTS[0]])
    assert sorted(counting.embedded) == sorted(["new", TEXTS[0]])


def test_what_is_kept_survives_a_new_start(counting: CountingModel, file: Path) -> None:
    before = EmbeddingStore(counting, file).embed(TEXTS, DOCUMENTS)
    counting.embedded.clear()
    store = EmbeddingStore(counting, file)
    assert store.missing(TEXTS, DOCUMENTS) == 0
    after = store.embed(TEXTS, DOCUMENTS)
    assert counting.embedded == []
    assert_same(before[0], after[0])
    assert_same(before[1], after[1])


def test_another_model_does_not_see_what_the_first_one_kept(model: EmbeddingModel, file: Path) -> None:
    EmbeddingStore(model, file).embed(TEXTS, DOCUMENTS)
    other = CountingModel(model, "another model")
    assert EmbeddingStore(other, file).missing(TEXTS, DOCUMENTS) == 4
    EmbeddingStore(other, file).embed(TEXTS, DOCUMENTS)
    assert len(other.embedded) == 4
    assert_kept(file, model)


def test_several_threads_embed_the_same(model: EmbeddingModel) -> None:
    many = [f"question number {number}" for number in range(50)]
    assert_same(*(EmbeddingStore(model, None).embed(many, [], threads=threads)[0] for threads in (1, 3)))


def test_whoever_asks_is_told_how_far_it_is(model: EmbeddingModel, file: Path) -> None:
    EmbeddingStore(model, file).embed(TEXTS[:1], [])
    told: list[tuple[int, int]] = []
    EmbeddingStore(model, file).embed(TEXTS, DOCUMENTS, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (4, 4)]


@pytest.mark.parametrize("content", [b"garbage", b"\xff" * 100_000, b"SQLite format 3\x00" + b"\xff" * 5_000])
def test_a_damaged_file_is_made_anew(
    model: EmbeddingModel, file: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    EmbeddingStore(model, file).embed(TEXTS, DOCUMENTS)
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage().endswith("and is made anew")
    assert_kept(file, model)


def test_a_file_that_is_damaged_behind_its_beginning_is_made_anew(model: EmbeddingModel, file: Path) -> None:
    EmbeddingStore(model, file).embed(TEXTS, DOCUMENTS)
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    EmbeddingStore(model, file).embed(TEXTS, DOCUMENTS)
    assert_kept(file, model)


def test_an_empty_file_is_filled(model: EmbeddingModel, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    file.parent.mkdir()
    file.touch()
    EmbeddingStore(model, file).embed(TEXTS, DOCUMENTS)
    assert not caplog.records
    assert_kept(file, model)


def test_a_file_that_cannot_be_written_is_done_without(
    counting: CountingModel, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("no folder")
    store = EmbeddingStore(counting, tmp_path / "data" / FILE)
    for _ in range(2):
        found, _ = store.embed(TEXTS, DOCUMENTS)
        assert len(found) == 3
    assert len(counting.embedded) == 4
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert "embeddings are not kept, so each start takes longer" in record.getMessage()
    assert (tmp_path / "data").read_text() == "no folder"


def test_a_folder_in_place_of_the_file_is_left_alone(
    model: EmbeddingModel, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.mkdir(parents=True)
    (file / "mine").touch()
    assert len(EmbeddingStore(model, file).embed(TEXTS, [])[0]) == 3
    assert len(caplog.records) == 1
    assert (file / "mine").exists()


def test_a_file_of_another_program_is_left_alone(
    model: EmbeddingModel, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    change(file, "CREATE TABLE embeddings (mine TEXT)")
    change(file, "INSERT INTO embeddings VALUES ('precious')")
    assert len(EmbeddingStore(model, file).embed(TEXTS, [])[0]) == 3
    assert len(caplog.records) == 1
    assert rows(file) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "vector = x''",
        "vector = x'00'",
        "vector = substr(vector, 1, 200)",
        "vector = CAST(vector || vector AS BLOB)",
        "vector = 5",
        "tokens = x'00'",
    ],
)
def test_a_row_that_is_no_embedding_of_the_model_is_embedded_again(
    counting: CountingModel, model: EmbeddingModel, file: Path, damage: str
) -> None:
    EmbeddingStore(counting, file).embed(TEXTS, DOCUMENTS)
    change(file, f"UPDATE embeddings SET {damage}")  # noqa: S608 - written above
    counting.embedded.clear()
    EmbeddingStore(counting, file).embed(TEXTS, DOCUMENTS)
    assert len(counting.embedded) == 4
    assert_kept(file, model)


def with_strangers(file: Path, count: int) -> None:
    """Put embeddings into `file` that no base of today has."""
    change(
        file,
        "WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers "  # noqa: S608 - numbers
        f"WHERE number < {count}) INSERT INTO embeddings SELECT CAST(number AS BLOB), x'00', x'' FROM numbers",
    )


def test_what_is_no_longer_used_is_forgotten_in_the_end(model: EmbeddingModel, file: Path) -> None:
    EmbeddingStore(model, file).embed(TEXTS, DOCUMENTS)
    with_strangers(file, KEPT_ANYWAY)
    EmbeddingStore(model, file).embed([*TEXTS, "new"], DOCUMENTS)
    assert rows(file) == 5
    assert_kept(file, model)


def test_what_was_used_lately_is_kept_for_when_it_is_wanted_again(model: EmbeddingModel, file: Path) -> None:
    store = EmbeddingStore(model, file)
    store.embed(TEXTS, DOCUMENTS)
    store.embed(["another base"], [])
    assert_kept(file, model)


def test_a_store_is_opened_in_the_folder_of_the_data(model: EmbeddingModel, file: Path) -> None:
    store = open_store("", file.parent)
    assert store is not None
    store.embed(TEXTS, DOCUMENTS)
    assert_kept(file, model)


def test_without_a_model_there_is_no_store(tmp_path: Path) -> None:
    assert open_store("none", tmp_path) is None
    assert not [*tmp_path.iterdir()]
