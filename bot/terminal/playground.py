"""What the playground asks about the facts, from the fact files as they are at the moment."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.answering import Answerer
from bot.answering.suggestions import wording
from bot.chats.turns import Before, answer_after, explain_after
from bot.embeddings.store import EmbeddingStore
from bot.facts.loading import FactFilesError, load_or_raise
from bot.terminal.json_lines import explained_record


def explanation(knowledge: Path, store: EmbeddingStore | None, questions: Sequence[str]) -> dict[str, Any]:
    """Return what `ask --json --explain` says of the last of `questions`, which may lean on those asked before it.

    If the files have errors, return those under the key `problem` alone.
    """
    try:
        base = load_or_raise(knowledge)
    except FactFilesError as error:
        return {"problem": str(error)}
    answerer, before = Answerer(base, store), Before()
    for question in questions[:-1]:
        before = before.and_then(answer_after(answerer, question, before))
    return explained_record(explain_after(answerer, questions[-1], before))


def first_questions(knowledge: Path, most: int) -> list[str]:
    """Return at most `most` questions to begin with, the first that /start offers; none if the files have errors."""
    try:
        base = load_or_raise(knowledge)
    except FactFilesError:
        return []
    return [wording(fact) for fact in base.overview[:most]]
