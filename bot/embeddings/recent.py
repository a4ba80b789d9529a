"""Remembers the embeddings of the latest questions and their words, whatever base they are asked of."""

import threading
from collections.abc import Iterable

from bot.embeddings.model import Embedding, EmbeddingModel
from bot.lru_map import LruMap

REMEMBERED = 1_000
"""Texts and words of questions whose embeddings are kept: about 15 MB."""


class RecentEmbeddings:
    """Embeds texts with one model, those of one call together, and remembers the latest. Any thread may use it."""

    def __init__(self, model: EmbeddingModel, remembered: int = REMEMBERED) -> None:
        self._model = model
        self._known: LruMap[str, Embedding] = LruMap(remembered)
        self._lock = threading.Lock()

    def of(self, texts: Iterable[str]) -> dict[str, Embedding]:
        """Return the embedding of each of `texts`."""
        wanted = dict.fromkeys(texts)
        with self._lock:
            found = {text: embedding for text in wanted if (embedding := self._known.get(text)) is not None}
        new = [text for text in wanted if text not in found]
        if new:
            made = dict(zip(new, self._model.embed(new), strict=True))
            with self._lock:
                for text, embedding in made.items():
                    self._known.put(text, embedding)
            found |= made
        return found
