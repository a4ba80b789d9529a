"""A model that tells what went through it, so that tests see what was embedded and what was remembered."""

from collections.abc import Sequence

from bot.embeddings.model import Embedding, EmbeddingModel


class CountingModel(EmbeddingModel):
    """Embeds as another model does, and lists the texts."""

    def __init__(self, model: EmbeddingModel, fingerprint: str | None = None) -> None:
        vars(self).update(vars(model))
        self.fingerprint = fingerprint or model.fingerprint
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> list[Embedding]:
        """Return what the other model makes of `texts`."""
        self.embedded += texts
        return super().embed(texts)
