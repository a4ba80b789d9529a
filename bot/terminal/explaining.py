"""Why a question gets its answer, from the fact files as they are at the moment."""

import time
from collections.abc import Sequence
from pathlib import Path

from bot.answering import Answerer
from bot.chats.conversations import Conversations
from bot.embeddings.store import EmbeddingStore
from bot.facts.loading import FactFilesError, load_or_raise
from bot.replies.explaining import explained


def explanation(knowledge: Path, store: EmbeddingStore | None, questions: Sequence[str]) -> str:
    """Return what `ask --explain` says of the last of `questions`, which may lean on those that were asked before it.

    If the files have errors, return those.
    """
    try:
        base = load_or_raise(knowledge)
    except FactFilesError as error:
        return str(error)
    answerer, memory, place = Answerer(base, store), Conversations(time.monotonic), (0, 0)
    for question in questions[:-1]:
        memory.answered(*place, answerer.answer(question, memory.previous(*place)))
    return explained(answerer.explain(questions[-1], memory.previous(*place)))
