"""The types of arrays that the matcher computes with."""

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Vectors = np.ndarray[Any, np.dtype[np.float32]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def unit(vectors: np.ndarray[Any, np.dtype[Any]]) -> Vectors:
    """Return `vectors`, which lie along the last axis, scaled to the length 1; those of length 0 stay as they are."""
    plain = np.asarray(vectors, np.float32)
    norms = np.linalg.norm(plain, axis=-1, keepdims=True)
    return np.asarray(plain / np.maximum(norms, 1e-9), np.float32)
