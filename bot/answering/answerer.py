"""Answers questions from one fact base: reads the message, finds the facts, and decides whether to answer."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from itertools import islice

from bot.answering.acts import Request, acts
from bot.answering.language import Language
from bot.answering.model import Answer, Explanation, Match, Status, Suggestion
from bot.answering.sentences import NOT_SURE, NOTHING_NEARER, declining, other_language, reply_to
from bot.answering.splitting import Splitter
from bot.answering.suggestions import MAX_SUGGESTIONS, chosen, next_questions, starter_questions, suggestion
from bot.answering.understanding import Understanding
from bot.answering.word_traces import trace
from bot.embeddings.store import EmbeddingStore, Progress, no_progress
from bot.facts.model import FactBase
from bot.language.words import MAX_CHARACTERS
from bot.matching.matcher import Matcher, Matching
from bot.matching.meanings import ExampleQuestion

MAX_MATCHES = 5

TRACES = 3

ANSWERED_TOGETHER = 250
"""Questions whose texts are embedded together: with their words, as many texts as are remembered."""


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
        messages = [act.questions for act in acts() if act.questions]
        self._matcher = Matcher(base, store, acts=messages, progress=progress, threads=threads, most_new=most_new)
        self._understand()
        self._topics = starter_questions(base)
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
        """Return the answer to `question`; `previous` is the one before it in the same chat, for what leans on it."""
        answers = self._splitter.answers(question.strip()[:MAX_CHARACTERS], previous, self._one)
        return replace(answers[0] if len(answers) == 1 else self._together(answers), question=question)

    def answers(self, questions: Iterable[str]) -> Iterator[Answer]:
        """Yield the answer to each of `questions`, no two of one chat; together they take less time than one by one."""
        waiting = iter(questions)
        while part := [*islice(waiting, ANSWERED_TOGETHER)]:
            self._matcher.prepare(part)
            yield from map(self.answer, part)

    def answers_as_new(
        self, questions: Sequence[ExampleQuestion], progress: Progress = no_progress
    ) -> Iterator[Answer]:
        """Yield the answer that each of some example questions would get if its fact did not have it.

        `progress` is told how far the embedding of what they are asked of is.
        """
        for start in range(0, len(questions), ANSWERED_TOGETHER):
            part = questions[start : start + ANSWERED_TOGETHER]
            texts = [self.base.facts[each.fact].questions[each.place] for each in part]
            self._matcher.prepare(texts)
            for text, matcher in zip(texts, self._matcher.each_without(part, progress), strict=True):
                found = copy(self)
                found.base, found._matcher = matcher.base, matcher
                found._understand()
                yield found.answer(text)

    def _understand(self) -> None:
        self._understanding = Understanding(self._matcher)
        self._splitter = Splitter(self._matcher, self._understanding)

    def _together(self, answers: Sequence[Answer]) -> Answer:
        """Return the answers to the questions of one message as one, the facts that they give first."""
        facts = {match.fact.id: match for answer in answers for match in answer.facts}
        others = {match.fact.id: match for answer in answers for match in answer.matches}
        return Answer(
            question="",
            status=Status.ANSWERED,
            confidence=min(answer.confidence for answer in answers),
            facts=tuple(facts.values()),
            suggestions=next_questions(self.base, (match.fact for match in facts.values())),
            matches=tuple((facts | others | facts).values())[:MAX_MATCHES],
            understood="\n".join(answer.understood for answer in answers),
        )

    def _one(self, text: str, previous: Answer | None) -> Answer:
        """Return the answer to a message that asks one question at most."""
        understood = self._understanding.understand(text, previous)
        if understood.act is not None:
            return self._act(text, understood.act, previous)
        matching, status = understood.matching, understood.status
        matches = tuple(Match(candidate.fact, candidate.probability) for candidate in matching.candidates)
        facts = matches[:1] if status is Status.ANSWERED else ()
        return Answer(
            question=text,
            status=status,
            confidence=matching.confidence,
            facts=facts,
            suggestions=self._suggestions(status, facts, matches),
            matches=matches,
            about=understood.about if facts else None,
            said=self._said(status, matching),
            understood=understood.text,
        )

    def _act(self, question: str, act: str, previous: Answer | None) -> Answer:
        """Return the answer to a message that asks nothing of the source: for a request, made from the last answer."""
        said = reply_to(act, self.base.voice)
        none = Answer(question, Status.UNKNOWN, 0.0, act=act, said=said, understood=question)
        if previous is None:
            return none
        match act:
            case Request.REPEAT:
                return replace(previous, question=question, act=act)
            case Request.SOURCE if previous.facts:
                return replace(previous, question=question, act=act)
            case Request.MORE if previous.status is Status.ANSWERED and previous.suggestions:
                return self._picked(question, previous.suggestions[0], act)
            case Request.YES if previous.status is Status.UNSURE and previous.suggestions:
                return self._picked(question, previous.suggestions[0], act)
            case Request.WRONG:
                given = {match.fact.id for match in previous.facts}
                others = [suggestion(match.fact) for match in previous.matches if match.fact.id not in given]
                if not others:
                    return replace(none, said=NOTHING_NEARER)
                return replace(none, status=Status.UNSURE, suggestions=tuple(others[:MAX_SUGGESTIONS]), said=NOT_SURE)
        return none

    def _picked(self, question: str, offer: Suggestion, act: str) -> Answer:
        answer = chosen(self.base, offer.fact, offer.question)
        return replace(answer, question=question, act=act, about=offer.question)

    def explain(self, question: str, previous: Answer | None = None) -> Explanation:
        """Return what `answer` says for the same arguments, and why."""
        answer = self.answer(question, previous)
        [matching] = self._matcher.match([answer.understood])
        return Explanation(
            answer=answer,
            answered_from=self._matcher.thresholds.answered_from,
            unsure_from=self._matcher.thresholds.unsure_from,
            rule=self._rule(answer, matching),
            traces=tuple(trace(self._matcher, match, matching.reading) for match in answer.matches[:TRACES]),
        )

    def _said(self, status: Status, matching: Matching) -> str:
        """Return what is said instead of a fact, most to the point first."""
        match status:
            case Status.ANSWERED:
                return ""
            case Status.UNSURE:
                return NOT_SURE
            case Status.UNKNOWN if matching.not_covered is not None and matching.not_covered.reply:
                return matching.not_covered.reply
            case Status.UNKNOWN if self._language.is_foreign(matching.reading):
                return other_language(self.base.voice)
            case Status.UNKNOWN:
                return declining(self.base.voice)

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
        if answer.act:
            return f"the message asks nothing of the source ({answer.act})"
        if not matching.candidates:
            return "there is no word to go by"
        if len(answer.facts) > 1:
            return "it asks several questions, each of which a fact answers"
        if answer.status is Status.ANSWERED:
            return "some fact answers it, and one stands out"
        if answer.confidence >= self._matcher.thresholds.answered_from:
            return "several facts may be meant, and none stands out"
        if matching.not_covered is not None:
            return f"a subject that is not covered fits better: {matching.not_covered.questions[0]!r}"
        return "too much of the question is left unexplained"
