"""Answers questions from one fact base: reads the message, finds the facts, and decides whether to dare."""

from collections.abc import Iterable, Mapping, Sequence

from bot.answering.explaining import trace
from bot.answering.follow_ups import completions
from bot.answering.language import Language
from bot.answering.model import Answer, Explanation, Match, Status, Suggestion
from bot.answering.parts import joined_questions, parts, sentences
from bot.answering.small_talk import small_talk
from bot.answering.suggesting import MAX_SUGGESTIONS, next_questions, suggestion, topics
from bot.facts.model import FactBase
from bot.matching.embedding_store import EmbeddingStore, Progress, no_progress
from bot.matching.matcher import Matcher, Matching
from bot.matching.words import MAX_CHARACTERS

PART_DISCOUNT = 0.9
"""What the confidence of a part of a message counts beside that of the whole, which says more; range 0.8 to 1."""

WHOLE_DISCOUNT = 0.95
"""What the confidence of a short message by itself counts beside that of it completed: it likely leans on more."""

TRACES = 3

Matched = Mapping[str, Matching]
"""What each text of one message may mean."""


class Answerer:
    """Answers questions from one immutable fact base; a changed file makes a new one."""

    def __init__(
        self,
        base: FactBase,
        store: EmbeddingStore | None = None,
        *,
        progress: Progress = no_progress,
        threads: int = 1,
        most_new: int | None = None,
    ) -> None:
        """Answer from `base`: by meaning with the embeddings in `store`, or without one by words alone.

        The other arguments are those of `Matcher`.
        """
        self.base = base
        self._matcher = Matcher(base, store, progress=progress, threads=threads, most_new=most_new)
        self._thresholds = self._matcher.thresholds
        self._topics = topics(base)
        self._language = Language(base)

    @property
    def by_meaning(self) -> bool:
        """Whether questions are matched by meaning, and not by words alone."""
        return self._matcher.by_meaning

    @property
    def waiting(self) -> int:
        """How many texts must be embedded before that is so; 0 if it is, or never will be."""
        return self._matcher.waiting

    def answer(self, question: str, previous: Answer | None = None) -> Answer:
        """The answer to `question`; `previous` is the answer before it in the same chat, for follow-ups."""
        text = question.strip()[:MAX_CHARACTERS]
        readings = self._understand(text, previous)
        matching = readings[0]
        status = self._status(matching)
        # A base may be about greetings, so its facts come before the bot's own manners.
        kind = None if status is Status.ANSWERED else small_talk(text)
        status = Status.UNKNOWN if kind else status
        matches = _matches(matching)
        facts = _first_matches(readings) if status is Status.ANSWERED else ()
        return Answer(
            question=question,
            status=status,
            confidence=matching.confidence,
            facts=facts,
            suggestions=self._suggestions(status, facts, matches),
            matches=matches,
            small_talk=kind,
            not_covered_reply=_not_covered_reply(matching) if status is Status.UNKNOWN and not kind else None,
            is_foreign=status is Status.UNKNOWN and not kind and self._language.is_foreign(matching.reading),
            understood=matching.text,
        )

    def explain(self, question: str, previous: Answer | None = None) -> Explanation:
        """Why `answer` says what it says for the same arguments."""
        answer = self.answer(question, previous)
        [matching] = self._matcher.match([answer.understood])
        return Explanation(
            answer=answer,
            answered_from=self._thresholds.answered_from,
            unsure_from=self._thresholds.unsure_from,
            rule=self._rule(answer, matching),
            traces=tuple(trace(self._matcher, match, matching.reading) for match in answer.matches[:TRACES]),
        )

    def _understand(self, question: str, previous: Answer | None) -> Sequence[Matching]:
        """What makes most sense of a message: the whole, one part of it, a follow-up completed, or questions joined."""
        completed_texts = [*completions(self._matcher, question, previous)]
        sentence_texts, joined_texts, part_texts = sentences(question), joined_questions(question), parts(question)
        texts = [*dict.fromkeys([question, *completed_texts, *sentence_texts, *joined_texts, *part_texts])]
        read: Matched = dict(zip(texts, self._matcher.match(texts), strict=True))
        whole = read[question]
        completed = _best(map(read.__getitem__, completed_texts))
        if completed is not None and self._is_better(completed, whole):
            return [completed]
        asking = [part for part in map(read.__getitem__, sentence_texts) if part.answer_type is not None]
        if len(asking) == 1 and self._status(asking[0]) is Status.ANSWERED:
            return asking
        joined = [read[text] for text in joined_texts]
        if not all(self._status(matching) is Status.ANSWERED for matching in joined):
            joined = []
        if joined and self._status(whole) is not Status.ANSWERED:
            return joined
        part = _best(map(read.__getitem__, part_texts))
        if part is not None and part.confidence * PART_DISCOUNT > whole.confidence:
            return [part]
        return [whole, *joined]

    def _is_better(self, completed: Matching, whole: Matching) -> bool:
        """Whether a follow-up makes more sense completed: it is answered, and by itself it is not, or hardly surer."""
        if self._status(completed) is not Status.ANSWERED or not self._matcher.supplies_type(completed):
            return False
        return self._status(whole) is not Status.ANSWERED or completed.confidence >= whole.confidence * WHOLE_DISCOUNT

    def _status(self, matching: Matching) -> Status:
        if matching.confidence < self._thresholds.unsure_from:
            return Status.UNKNOWN
        if matching.confidence < self._thresholds.answered_from or matching.margin < self._thresholds.clear_from:
            return Status.UNSURE
        return Status.ANSWERED

    def _suggestions(
        self, status: Status, facts: tuple[Match, ...], matches: tuple[Match, ...]
    ) -> tuple[Suggestion, ...]:
        match status:
            case Status.ANSWERED:
                return next_questions(self.base, (match.fact for match in facts))
            case Status.UNSURE:
                return tuple(suggestion(match.fact) for match in matches[:MAX_SUGGESTIONS])
            case Status.UNKNOWN:
                return self._topics

    def _rule(self, answer: Answer, matching: Matching) -> str:
        if answer.small_talk:
            return f"the message is small talk ({answer.small_talk})"
        if not matching.candidates:
            return "there is no word to go by"
        if answer.status is Status.ANSWERED:
            return "some fact answers it, and one stands out"
        if answer.confidence >= self._thresholds.answered_from:
            return "several facts may be meant, and none stands out"
        if matching.not_covered is not None:
            return f"a subject that is not covered fits better: {matching.not_covered.questions[0]!r}"
        return "too much of the question is left unexplained"


def _best(found: Iterable[Matching]) -> Matching | None:
    return max(found, key=lambda matching: matching.confidence, default=None)


def _matches(matching: Matching) -> tuple[Match, ...]:
    return tuple(Match(candidate.fact, candidate.probability) for candidate in matching.candidates)


def _first_matches(readings: Iterable[Matching]) -> tuple[Match, ...]:
    """The first match of each, no fact twice."""
    found: dict[str, Match] = {}
    for matching in readings:
        first = matching.candidates[0]
        found.setdefault(first.fact.id, Match(first.fact, first.probability))
    return tuple(found.values())


def _not_covered_reply(matching: Matching) -> str | None:
    return matching.not_covered.reply if matching.not_covered else None
