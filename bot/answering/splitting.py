"""Finds the questions that a message asks, where it asks several, and answers each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.follow_ups import PRONOUNS
from bot.answering.model import Answer
from bot.answering.parts import Boundary, Split, asks, splits, tells_of_oneself
from bot.answering.understanding import Understanding
from bot.facts.model import Fact
from bot.language.words import words
from bot.matching.matcher import Matcher
from bot.matching.names import outermost_names
from bot.matching.vocabulary import AnalyzedText

MOST_QUESTIONS = 3
"""Questions of one message that are answered."""

LEAST_GAIN = 0.5
"""Words that two facts must explain more than one of them does; at most `MAX_GAIN_WORDS` of a question count."""

MAX_GAIN_WORDS = 12

MARK_GAIN = 2.0
"""Words that a question mark, or an interrogative after a conjunction, counts for in the gain."""

LEAST_EXPLAINED = 0.3
"""Share that its fact must explain of a part that does not have the form of a question."""

LEAST_EXPLAINED_UNMARKED = 0.5
"""The same where nothing but an interrogative shows that another question begins."""

ALL_EXPLAINED = 0.95
"""Share of a message that one fact explains from which it is one question."""


_MARKED = (Boundary.QUESTION_MARK, Boundary.JOINED_QUESTION)

AnswerOne = Callable[[str, Answer | None], Answer]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A way to read a message as two questions, what they are answered, and how much that gains."""

    split: Split
    first: Answer
    second: Answer
    gain: float


class Splitter:
    """Splits messages where two facts explain more of them than one does.

    What one fact answers as a whole it explains on both sides of any split; of two questions each fact explains its own
    better.
    """

    def __init__(self, matcher: Matcher, understanding: Understanding) -> None:
        """Take what knows the words of the base, and what they say."""
        self._matcher = matcher
        self._understanding = understanding

    def answers(self, text: str, previous: Answer | None, answer: AnswerOne) -> list[Answer]:
        """Return the answers to the questions that a message asks, at most three; nearly all ask one.

        `answer` answers one question after the answer before it.
        """
        return self._parted(text, answer(text, previous), previous, answer, MOST_QUESTIONS)

    def _parted(self, text: str, whole: Answer, previous: Answer | None, answer: AnswerOne, most: int) -> list[Answer]:
        """Return the answers to at most so many questions of a text that is answered with `whole` as one."""
        found_splits = splits(text)
        if most == 1 or not found_splits or self._is_one_question(text, whole, found_splits):
            return [whole]
        if not whole.facts:
            found_splits = list(map(self._with_names_apart, found_splits))
        pair = max(self._pairs(found_splits, previous, answer), key=lambda pair: pair.gain, default=None)
        if pair is None:
            return [whole]
        first = self._parted(pair.split.left, pair.first, previous, answer, most - 1)
        second = self._parted(pair.split.right, pair.second, first[-1], answer, most - len(first))
        # Of what may be the beginning of the same question, or a run-up to it, what answers the whole comes first.
        surest_is_second = whole.facts[:1] and whole.facts[0].fact is pair.second.facts[0].fact
        return [*second, *first] if surest_is_second and not _certainly_parts(pair.split) else [*first, *second]

    def _is_one_question(self, text: str, answer: Answer, found: Sequence[Split]) -> bool:
        """Tell whether the first fact of `answer` explains so much of a message that it asks nothing else.

        Where it looks like several it is one only if it has the words of an example question.
        """
        fact = next((match.fact for match in answer.facts), None)
        if fact is None:
            return False
        if any(split.boundary in _MARKED for split in found):
            said = words(text)
            return any(words(question) == said for question in fact.questions)
        return self._understanding.explained(self._matcher.vocabulary.read(text), fact) >= ALL_EXPLAINED

    def _pairs(self, found: Sequence[Split], previous: Answer | None, answer: AnswerOne) -> Iterator[_Pair]:
        """Yield the ways to read a message as two questions, each of which another fact answers."""
        for split in found:
            left, right = map(self._matcher.vocabulary.read, (split.left, split.right))
            if not self._may_part(split, left, right):
                continue
            first, second = _in_turn(split, previous, answer)
            if first and second:
                gain = self._gain(split, (left, first.facts[0].fact), (right, second.facts[0].fact))
                if gain >= LEAST_GAIN:
                    yield _Pair(split, first, second, gain)

    def _with_names_apart(self, split: Split) -> Split:
        """Return `split` with a question on both sides where it parts two names at the end: "Who are A and B?"."""
        left, right = map(self._matcher.vocabulary.read, (split.left, split.right))
        ending = [name.start for name in outermost_names(left) if name.end == len(left.words)]
        is_name = any(name.start == 0 and name.end == len(right.words) for name in outermost_names(right))
        if split.boundary is not Boundary.CONJUNCTION or not ending or not is_name:
            return split
        begin = " ".join(word.text for word in left.words[: ending[0]])
        return Split(split.left, f"{begin} {split.right}", split.boundary)

    def _may_part(self, split: Split, left: AnalyzedText, right: AnalyzedText) -> bool:
        """Tell whether the words on both sides of `split` may be questions."""
        if split.boundary is Boundary.CONJUNCTION and _joins_names(left, right):
            return False
        if split.boundary is Boundary.INTERROGATIVE and asks(split.left):
            return False
        if tells_of_oneself(split.left):
            return False
        is_marked = split.boundary in (*_MARKED, Boundary.SENTENCE_END)
        return is_marked or all(map(self._understanding.says_something, (left, right)))

    def _gain(self, split: Split, first: tuple[AnalyzedText, Fact], second: tuple[AnalyzedText, Fact]) -> float:
        """Return how many words more two facts explain, each one side, than one of them; 0 if a side asks nothing."""
        (left, of_left), (right, of_right) = first, second
        explained = self._understanding.explained
        on_left, on_right = explained(left, of_left), explained(right, of_right)
        least = LEAST_EXPLAINED_UNMARKED if split.boundary is Boundary.INTERROGATIVE else LEAST_EXPLAINED
        if not (asks(split.left) or on_left >= least) or not (asks(split.right) or on_right >= LEAST_EXPLAINED):
            return 0.0
        return (
            (on_left - explained(left, of_right)) * min(len(left.words), MAX_GAIN_WORDS)
            + (on_right - explained(right, of_left)) * min(len(right.words), MAX_GAIN_WORDS)
            + MARK_GAIN * (split.boundary in _MARKED)
        )


def _in_turn(split: Split, previous: Answer | None, answer: AnswerOne) -> tuple[Answer | None, Answer | None]:
    """Return the answers to both sides of `split`, as far as another fact gives each.

    Where both are marked as questions each may lean on the other. Half a question must not become one by what was asked
    before, so where they are not, the first does not lean on that.
    """
    is_marked = split.boundary in _MARKED
    first = _of_fact(answer(split.left, previous if is_marked else None))
    if first is not None:
        after = _of_fact(answer(split.right, first), other_than=first)
        return first, after or _of_fact(answer(split.right, None), other_than=first)
    second = _of_fact(answer(split.right, None)) if is_marked else None
    return _of_fact(answer(split.left, second), other_than=second) if second else None, second


def _of_fact(answer: Answer, other_than: Answer | None = None) -> Answer | None:
    """Return `answer` if a fact gives it, another one than that of `other_than`."""
    if not answer.facts or answer.act is not None:
        return None
    return answer if other_than is None or other_than.facts[0].fact is not answer.facts[0].fact else None


def _certainly_parts(split: Split) -> bool:
    """Tell whether what stands before `split` is a question, and not a run-up or the beginning of the same one."""
    return split.boundary in (*_MARKED, Boundary.SENTENCE_END) and asks(split.left)


def _joins_names(left: AnalyzedText, right: AnalyzedText) -> bool:
    """Tell whether a name or a pronoun ends `left` and another begins `right`, as in "India and Japan"."""
    ends = any(name.end == len(left.words) for name in left.concepts if name.is_name)
    begins = any(name.start == 0 for name in right.concepts if name.is_name)
    return (ends or left.words[-1].text in PRONOUNS) and (begins or right.words[0].text in PRONOUNS)
