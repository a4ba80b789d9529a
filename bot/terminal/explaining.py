"""Why a question gets its answer, from the fact files as they are at the moment."""

from collections.abc import Sequence
from pathlib import Path

from bot.answering import Answerer
from bot.chats.turns import Before, answer_after, explain_after
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
    answerer, before = Answerer(base, store), Before()
    for question in questions[:-1]:
        before = before.and_then(answer_after(answerer, question, before))
    return explained(explain_after(answerer, questions[-1], before))
