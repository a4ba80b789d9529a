"""What is read from a file of question and answer pairs, whatever its form."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.facts.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Question:
    """One way to ask, and the line on which it stands."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Questions with one answer, as they stand in `file` from `line` on.

    `key` is what the file calls the pair, and `next_keys` are the pairs that it offers next. `checks` are sentences on
    what the editor should look at.
    """

    file: str
    line: int
    questions: Sequence[Question]
    answer: str
    key: str = ""
    next_keys: Sequence[str] = ()
    checks: Sequence[str] = ()

    def left_out(self, message: str, line: int = 0) -> Problem:
        """Return word of something of this pair that cannot be taken: its whole, or what stands on `line`."""
        return Problem(self.file, line or self.line, "", message)

    def altered(self, message: str, line: int = 0) -> Problem:
        """Return word of something of this pair that is taken, but not as it stands."""
        return Problem(self.file, line or self.line, "", message, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class PairFile:
    """The pairs of a file, and word of each thing in it that is not taken, or not as it stands.

    `title` and `url` are those of the source, "" if the file has none. `unused` names the parts that no fact has a
    place for.
    """

    pairs: Sequence[Pair]
    problems: Sequence[Problem] = ()
    title: str = ""
    url: str = ""
    unused: Sequence[str] = ()


class PairFileError(Exception):
    """A file of which nothing can be taken; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
