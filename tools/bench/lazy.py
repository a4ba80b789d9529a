"""How talksbot does on a subject that it was not fitted on: the lazy bases, and constants fitted on all other bases.

A lazy base is one of those with their article beside them: somebody wrote two or so example questions a fact and little
else, and somebody else, who saw only the article, wrote what is asked. Each message is judged as one question, as
`make calibrate` does it: what the bot does beyond that with messages of several sentences is not in these figures.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.facts.loading import load_or_raise
from bot.matching.matcher import Matcher
from tools.bench.answers import TALKSBOT, WORDS_ALONE, Attempt, Performance, own
from tools.bench.embeddings import store

if TYPE_CHECKING:
    from tools.calibrate import Judged

ARTICLE = "article.txt"


def is_lazy(folder: Path) -> bool:
    """Tell whether the base in `folder` is a lazy one."""
    return (folder / ARTICLE).exists()


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """How one base was judged, and the threshold that it has."""

    judged: "Judged"
    answered_from: float
    clear_from: float

    def performance(self, program: str, most_false: float | None) -> Performance:
        judged = self.judged
        answered = (judged.confidence >= self.answered_from) & (judged.margin >= self.clear_from)
        return own(program, Attempt(judged.answerable, judged.right, judged.confidence), answered, most_false)


def left_out(
    pool: Executor, folders: Sequence[Path], bases: Sequence[Path]
) -> tuple[list[Performance], list[Performance]]:
    """Return how talksbot does on each of `folders` with constants fitted on the other `bases`, and by words alone."""
    by_meaning, by_words = pool.map(partial(_left_out, folders, bases), (True, False))
    with_model = [each.performance(TALKSBOT, None) for each in by_meaning]
    careful = [performance.total.false for performance in with_model]
    words_alone = [each.performance(WORDS_ALONE, false) for each, false in zip(by_words, careful, strict=True)]
    return with_model, words_alone


def _left_out(folders: Sequence[Path], bases: Sequence[Path], by_meaning: bool) -> list[_LeftOut]:
    # Fitting needs scipy, which is not to count in the memory of the processes that are measured.
    from tools.calibrate import fit, judge, read, unfitted

    names = unfitted(by_meaning)
    cases = {folder: read(folder, store(None) if by_meaning else None) for folder in bases}
    found = []
    for folder in folders:
        constants = fit([of_other for other, of_other in cases.items() if other != folder], names)
        thresholds = Matcher(load_or_raise(folder / "facts.yaml"), constants=constants).thresholds
        judged = judge(cases[folder].asked, constants)
        found.append(_LeftOut(judged, thresholds.answered_from, thresholds.clear_from))
    return found
