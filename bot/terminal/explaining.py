"""Why a question gets its answer, from the fact files as they are at the moment."""

from pathlib import Path

from bot.answering import Answerer
from bot.facts.loading import FactFilesError, load_or_raise
from bot.replies.explaining import explained


def explanation(knowledge: Path, question: str) -> str:
    """What `ask --explain` says of `question`; if the files have errors, those."""
    try:
        base = load_or_raise(knowledge)
    except FactFilesError as error:
        return str(error)
    return explained(Answerer(base).explain(question))
