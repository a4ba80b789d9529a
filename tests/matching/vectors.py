"""Embeddings made by hand, so that what is computed from them can be foreseen."""

from collections.abc import Sequence

import numpy as np

from bot.arrays import Vectors
from bot.embeddings.store import StoredEmbedding


def units(*rows: Sequence[float]) -> Vectors:
    """Return vectors of length 1 in these directions."""
    plain = np.array(rows, np.float32)
    return np.asarray(plain / np.linalg.norm(plain, axis=1, keepdims=True), np.float32)


def stored(vector: Sequence[float], *tokens: Sequence[int]) -> StoredEmbedding:
    """Return a stored embedding in this direction, with such tokens."""
    return StoredEmbedding(
        units(vector)[0].astype(np.float16), np.array(tokens, np.int8).reshape(len(tokens), len(vector))
    )
