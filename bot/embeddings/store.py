"""Stores the embeddings of a base on disk: only texts that are new in it go through the network again."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np

from bot.embeddings.model import BATCH, Embedding, EmbeddingModel, load_model
from bot.embeddings.recent import REMEMBERED, RecentEmbeddings
from bot.embeddings.tokens import content_tokens
from bot.sqlite_files import BUSY_SECONDS, is_damage, is_in_use, reason, remove

FILE = "embeddings.sqlite3"

FORMAT_VERSION = 1
"""The version of the form in which embeddings are stored; another number has all of them made anew."""

WRITTEN_AT_ONCE = 512
"""Texts that are embedded between two writes: what is lost if the process is killed meanwhile."""

KEPT_ANYWAY = 10_000
"""Embeddings that are never too many, some 60 MB: a small base that is tried beside a large one costs that nothing."""

_KEYS_PER_QUERY = 500
"""Keys of one query; SQLite takes a thousand in every build."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS embeddings (key BLOB PRIMARY KEY, vector BLOB NOT NULL, tokens BLOB NOT NULL) WITHOUT ROWID
"""

_LOGGER = logging.getLogger(__name__)

Vector = np.ndarray[Any, np.dtype[np.float16]]
Tokens = np.ndarray[Any, np.dtype[np.int8]]

Progress = Callable[[int, int], None]
"""A function that is called with the number of texts done, and that of all."""


def no_progress(done: int, total: int) -> None:
    """Ignore the progress."""


@dataclass(frozen=True, slots=True)
class StoredEmbedding:
    """An embedding in the form in which it is stored: half the precision is more than enough to compare."""

    vector: Vector
    """Of shape (dimensions,) and length 1."""
    tokens: Tokens
    """The content words of a document in context, of shape (tokens, dimensions) and any length; none of other texts."""


class EmbeddingStore:
    """Holds the embeddings of the latest base in memory and of all on disk, in `file` if there is one.

    A file that is damaged is made anew, one that is in use by another program is asked again the next time, and one
    that cannot be used is left alone: it only saves time.
    """

    def __init__(self, model: EmbeddingModel, file: Path | None, remembered: int = REMEMBERED) -> None:
        """Store what `model` makes in `file`, if there is one, and remember so many texts of questions."""
        self.model = model
        self.recent = RecentEmbeddings(model, remembered)
        """What embeds questions for all bases with the embeddings of this store."""
        self._file = file
        self._known: dict[bytes, StoredEmbedding] = {}

    def missing(self, texts: Iterable[str], documents: Iterable[str]) -> int:
        """Return how many of them would have to be embedded."""
        keys = {self._key(text, "text") for text in texts} | {self._key(text, "document") for text in documents}
        return len(keys) - len(self._stored_embeddings(keys))

    def embed(
        self,
        texts: Sequence[str],
        documents: Sequence[str],
        progress: Progress = no_progress,
        threads: int = 1,
    ) -> tuple[list[StoredEmbedding], list[StoredEmbedding]]:
        """Return the embeddings of `texts`, and those of `documents` with their tokens."""
        of_texts = [self._key(text, "text") for text in texts]
        of_documents = [self._key(text, "document") for text in documents]
        wanted = {key: (text, False) for key, text in zip(of_texts, texts, strict=True)}
        wanted |= {key: (text, True) for key, text in zip(of_documents, documents, strict=True)}
        known, new = self._completed(wanted, progress, threads)
        if new:
            self._forget_others(known)
        self._known = known
        return [known[key] for key in of_texts], [known[key] for key in of_documents]

    def embed_beside(self, documents: Sequence[str], progress: Progress = no_progress) -> list[StoredEmbedding]:
        """Return the embeddings of `documents`, which are no part of the latest base: they are kept on disk only."""
        keys = [self._key(text, "document") for text in documents]
        wanted = {key: (text, True) for key, text in zip(keys, documents, strict=True)}
        known, _ = self._completed(wanted, progress, os.cpu_count() or 1)
        return [known[key] for key in keys]

    def _completed(
        self, wanted: dict[bytes, tuple[str, bool]], progress: Progress, threads: int
    ) -> tuple[dict[bytes, StoredEmbedding], int]:
        """Return the embeddings of what is wanted, and how many of them are new; those are written to disk."""
        known = self._stored_embeddings(wanted)
        new = {key: wanted[key] for key in wanted if key not in known}
        progress(len(known), len(wanted))
        left = iter(new.items())
        while part := dict(islice(left, WRITTEN_AT_ONCE)):
            made = self._embedded(part, threads)
            self._with_file(partial(_insert, made=made))
            known.update(made)
            progress(len(known), len(wanted))
        return known, len(new)

    def _key(self, text: str, sort: str) -> bytes:
        return blake2b(
            f"{FORMAT_VERSION}\n{self.model.fingerprint}\n{sort}\n{text}".encode(errors="replace"), digest_size=16
        ).digest()

    def _embedded(self, wanted: dict[bytes, tuple[str, bool]], threads: int) -> dict[bytes, StoredEmbedding]:
        """Embed what is wanted; texts of a like length together, since a batch costs what its longest text does."""
        items = sorted(wanted.items(), key=lambda item: len(item[1][0]))
        batches = [items[start : start + BATCH] for start in range(0, len(items), BATCH)]

        def embed(batch: Sequence[tuple[bytes, tuple[str, bool]]]) -> list[StoredEmbedding]:
            embeddings = self.model.embed([text for _, (text, _) in batch])
            return [_stored(text, each, kept) for (_, (text, kept)), each in zip(batch, embeddings, strict=True)]

        with ThreadPoolExecutor(threads) as pool:
            made = [*pool.map(embed, batches)]
        keys = (key for batch in batches for key, _ in batch)
        return dict(zip(keys, chain.from_iterable(made), strict=True))

    def _stored_embeddings(self, keys: Iterable[bytes]) -> dict[bytes, StoredEmbedding]:
        """Return those of `keys` that are known, in memory or on disk."""
        known = {key: self._known[key] for key in keys if key in self._known}
        wanted = [key for key in keys if key not in known]
        if wanted:
            self._with_file(lambda connection: known.update(_read(connection, wanted, self.model.dimensions)))
        return known

    def _forget_others(self, kept: dict[bytes, StoredEmbedding]) -> None:
        """Delete all embeddings but `kept`, which the base uses, once there are far more than it uses."""

        def forget(connection: sqlite3.Connection) -> None:
            (rows,) = connection.execute("SELECT count(*) FROM embeddings").fetchone()
            if rows > max(3 * len(kept), KEPT_ANYWAY):
                connection.execute("DELETE FROM embeddings")
                _insert(connection, kept)

        self._with_file(forget)

    def _with_file(self, use: Callable[[sqlite3.Connection], object]) -> None:
        if self._file is None:
            return
        try:
            try:
                _open_and(self._file, use)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                _LOGGER.warning("%s is damaged (%s) and is made anew", self._file, error)
                remove(self._file)
                _open_and(self._file, use)
        except (OSError, sqlite3.Error) as error:
            if is_in_use(error):
                _LOGGER.warning("%s %s; meanwhile texts are embedded again", self._file, reason(error))
            else:
                self._stop_storing(error)

    def _stop_storing(self, error: Exception) -> None:
        _LOGGER.warning(
            "%s cannot be used (%s): embeddings are not kept, so each start takes longer", self._file, error
        )
        self._file = None


def _open_and(file: Path, use: Callable[[sqlite3.Connection], object]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(_SCHEMA)
        use(connection)


def _insert(connection: sqlite3.Connection, made: dict[bytes, StoredEmbedding]) -> None:
    rows = ((key, each.vector.tobytes(), each.tokens.tobytes()) for key, each in made.items())
    connection.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?)", rows)


def _read(
    connection: sqlite3.Connection, keys: Sequence[bytes], dimensions: int
) -> Iterator[tuple[bytes, StoredEmbedding]]:
    for start in range(0, len(keys), _KEYS_PER_QUERY):
        part = keys[start : start + _KEYS_PER_QUERY]
        marks = ",".join("?" * len(part))
        select = f"SELECT key, vector, tokens FROM embeddings WHERE key IN ({marks})"  # noqa: S608 - only question marks
        for key, vector, tokens in connection.execute(select, part):
            # A row that is not what was written is as good as none.
            with suppress(ValueError, TypeError):
                stored = np.frombuffer(vector, np.float16)
                of_tokens = np.frombuffer(tokens, np.int8).reshape(-1, dimensions)
                if stored.shape == (dimensions,) and np.isfinite(stored).all():
                    yield key, StoredEmbedding(stored, of_tokens)


def _stored(text: str, embedding: Embedding, with_tokens: bool) -> StoredEmbedding:
    vector = embedding.vector.astype(np.float16)
    if not with_tokens:
        return StoredEmbedding(vector, np.zeros((0, len(vector)), np.int8))
    tokens = embedding.tokens[content_tokens(text, embedding.spans)]
    largest = np.abs(tokens).max(axis=1, keepdims=True, initial=1e-9)
    return StoredEmbedding(vector, np.rint(tokens * (np.iinfo(np.int8).max / largest)).astype(np.int8))


def open_store(setting: str, data: Path) -> EmbeddingStore | None:
    """Return the store of the model that EMBEDDING_MODEL names, kept in the folder `data`; None if it is "none".

    Raises EmbeddingModelError if the model cannot be used.
    """
    model = load_model(setting)
    return None if model is None else EmbeddingStore(model, data / FILE)
