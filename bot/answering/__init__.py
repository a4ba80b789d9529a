"""From a question to an `Answer`: what is replied, how sure it is, and what to ask next."""

from bot.answering.answerer import Answerer
from bot.answering.model import (
    Answer,
    Explanation,
    How,
    Match,
    MatchTrace,
    Status,
    Suggestion,
    WordTrace,
)

__all__ = [
    "Answer",
    "Answerer",
    "Explanation",
    "How",
    "Match",
    "MatchTrace",
    "Status",
    "Suggestion",
    "WordTrace",
]
