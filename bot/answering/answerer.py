"""Answers questions from one fact base: reads the message, finds the facts, and decides whether to dare."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter, mul

from bot.answering.acts import EMOJI, Request, acts, verbatim, without_asides
from bot.answering.explaining import trace
from bot.answering.follow_ups import LIGHT, POINTING, Completion, Form, completions
from bot.answering.language import Language
from bot.answering.model import Answer, Explanation, Match, Status, Suggestion
from bot.answering.parts import joined_questions, parts, sentences
from bot.answering.suggesting import MAX_SUGGESTIONS, next_questions, suggestion, topics
from bot.embeddings.store import EmbeddingStore, Progress, no_progress
from bot.facts.model import Fact, FactBase
from bot.language.words import MAX_CHARACTERS, words
from bot.matching.matcher import Matcher, Matching
from bot.matching.vocabulary import Reading

PART_DISCOUNT = 0.9
"""What the confidence of a part of a message counts beside that of the whole, which says more; range 0.8 to 1."""

WHOLE_DISCOUNT = 0.95
"""What the confidence of a short message by itself counts beside that of it completed: it likely leans on more."""

LEAST_SAID = 0.35
"""Share of what a follow-up says itself that the fact must explain; range 0.3 to 0.5."""

TRACES = 3

Matched = Mapping[str, Matching]
"""What each text of one message may mean."""


@dataclass(frozen=True, slots=True)
class _Understood:
    """What a message was understood as: an act, or one or more texts that were matched.

    `form` is that of a follow-up which was completed, `about` what was put in.
    """

    matchings: tuple[Matching, ...]
    act: str | None = None
    about: str | None = None
    form: Form | None = None


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
        """Return the answer to `question`; `previous` is the one before it in the same chat, for what leans on it."""
        text = question.strip()[:MAX_CHARACTERS]
        understood = self._understand(text, previous)
        if understood.act is not None:
            return self._act(question, understood.act, previous)
        matching = understood.matchings[0]
        status = self._status(matching)
        matches = _matches(matching)
        facts = _first_matches(understood.matchings) if status is Status.ANSWERED else ()
        is_unknown = status is Status.UNKNOWN
        return Answer(
            question=question,
            status=status,
            confidence=matching.confidence,
            facts=facts,
            suggestions=self._suggestions(status, facts, matches),
            matches=matches,
            about=understood.about if facts else None,
            not_covered_reply=matching.not_covered.reply if is_unknown and matching.not_covered else None,
            is_foreign=is_unknown and self._language.is_foreign(matching.reading),
            understood=matching.text,
        )

    def _act(self, question: str, act: str, previous: Answer | None) -> Answer:
        """Return the answer to a message that asks nothing of the source: for a request, made from the last answer."""
        none = Answer(question, Status.UNKNOWN, 0.0, act=act, understood=question)
        if previous is None:
            return none
        match act:
            case Request.SOURCE | Request.REPEAT if previous.facts:
                return replace(previous, question=question, act=act)
            case Request.MORE if previous.status is Status.ANSWERED and previous.suggestions:
                return self._picked(question, previous.suggestions[0], act)
            case Request.YES if previous.status is Status.UNSURE and previous.suggestions:
                return self._picked(question, previous.suggestions[0], act)
            case Request.WRONG:
                given = {match.fact.id for match in previous.facts}
                others = [suggestion(match.fact) for match in previous.matches if match.fact.id not in given]
                return replace(none, status=Status.UNSURE, suggestions=tuple(others[:MAX_SUGGESTIONS]))
        return none

    def _picked(self, question: str, offer: Suggestion, act: str) -> Answer:
        facts = (Match(offer.fact, 1.0),)
        offers = next_questions(self.base, [offer.fact])
        return Answer(
            question,
            Status.ANSWERED,
            1.0,
            facts,
            offers,
            facts,
            act=act,
            about=offer.question,
            understood=offer.question,
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

    def _understand(self, question: str, previous: Answer | None) -> "_Understood":
        """Return what makes most sense of a message.

        That is an act, a follow-up completed, one part of the message, questions that it joins, or the whole.
        """
        completed_texts = completions(self._matcher, question, previous)
        sentence_texts, joined_texts, part_texts = sentences(question), joined_questions(question), parts(question)
        if (rest := without_asides(question)) is not None:
            part_texts = [*part_texts, rest]
        wanted = [question, *(each.text for each in completed_texts), *sentence_texts, *joined_texts, *part_texts]
        texts = [*dict.fromkeys(wanted)]
        read: Matched = dict(zip(texts, self._matcher.match(texts), strict=True))
        whole = read[question]
        act = self._act_of(whole)
        if act is not None and tuple(words(question)) in verbatim():
            return _Understood((whole,), act=act)
        follow_up = None if act else self._follow_up(whole.reading, completed_texts, read, previous)
        if follow_up is not None and self._leans(follow_up, whole):
            return follow_up
        asked = self._asked(
            whole, *([read[text] for text in texts] for texts in (sentence_texts, joined_texts, part_texts))
        )
        if act is not None and self._status(asked[0]) is not Status.ANSWERED:
            return _Understood((whole,), act=act)
        if follow_up is not None and follow_up.form is not Form.PRONOUN and not self._is_answered(asked[0]):
            return follow_up
        return _Understood(tuple(asked))

    def _asked(
        self, whole: Matching, sentences: Sequence[Matching], joined: Sequence[Matching], parts: Sequence[Matching]
    ) -> Sequence[Matching]:
        """Return the questions that a message asks, if it does not lean on another one."""
        asking = [part for part in sentences if part.answer_type is not None]
        if len(asking) == 1 and self._is_answered(asking[0]):
            return asking
        if not all(map(self._is_answered, joined)):
            joined = []
        if joined and not self._is_answered(whole):
            return joined
        part = max(
            (part for part in parts if self._act_of(part) is None), key=lambda part: part.confidence, default=None
        )
        if part is not None and part.confidence * PART_DISCOUNT > whole.confidence:
            return [part]
        return [whole, *joined]

    def _act_of(self, matching: Matching) -> str | None:
        """Return the act that a text is, unless a fact answers it; the very words of an act are one all the same.

        A base may be about greetings: its facts come first where one has the same words.
        """
        said = tuple(words(matching.text))
        if not said:
            return EMOJI if matching.text else None
        if said in verbatim():
            first = [candidate.fact for candidate in matching.candidates[:1]]
            is_asked = any(tuple(words(question)) == said for fact in first for question in fact.questions)
            return None if is_asked and self._is_answered(matching) else verbatim()[said]
        return acts()[matching.act].name if matching.act is not None and not self._is_answered(matching) else None

    def _follow_up(
        self, said: Reading, completed: Sequence[Completion], read: Matched, previous: Answer | None
    ) -> "_Understood | None":
        """Return the completion that makes most sense, if the message has the form of a follow-up.

        The fact that answers it must have something of what was said, not only of what was asked before.
        """
        if not completed or previous is None:
            return None
        given = {match.fact.id for match in previous.facts}

        def sense(each: Completion) -> float:
            matching = read[each.text]
            if not matching.candidates:
                return 0.0
            fact = matching.candidates[0].fact
            repeats = each.must_be_new and fact.id in given
            return 0.0 if repeats or not self._says_of(said, fact) else matching.confidence

        most, best = max(((sense(each), each) for each in completed), key=itemgetter(0))
        if most == 0.0:
            return None
        return _Understood((read[best.text],), about=best.about, form=best.form)

    def _says_of(self, said: Reading, fact: Fact) -> bool:
        """Tell whether most of what a follow-up says itself, if it says anything, stands for something in `fact`."""
        weights = [
            0.0 if weight < LIGHT or word in POINTING else weight
            for word, weight in zip(said.known, self._matcher.weights(said), strict=True)
        ]
        if not any(weights):
            return True
        explained = self._matcher.explained(said, fact)
        return bool(sum(map(mul, weights, explained)) >= LEAST_SAID * sum(weights))

    def _leans(self, follow_up: "_Understood", whole: Matching) -> bool:
        """Tell whether a follow-up makes more sense completed: it is answered, and by itself not, or hardly surer."""
        completed = follow_up.matchings[0]
        if not self._is_answered(completed):
            return False
        if follow_up.form is Form.BARE and not self._matcher.supplies_type(completed):
            return False
        if follow_up.form is not Form.PRONOUN:
            return True
        return not self._is_answered(whole) or completed.confidence >= whole.confidence * WHOLE_DISCOUNT

    def _is_answered(self, matching: Matching) -> bool:
        return self._status(matching) is Status.ANSWERED

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
        if answer.act:
            return f"the message asks nothing of the source ({answer.act})"
        if not matching.candidates:
            return "there is no word to go by"
        if answer.status is Status.ANSWERED:
            return "some fact answers it, and one stands out"
        if answer.confidence >= self._thresholds.answered_from:
            return "several facts may be meant, and none stands out"
        if matching.not_covered is not None:
            return f"a subject that is not covered fits better: {matching.not_covered.questions[0]!r}"
        return "too much of the question is left unexplained"


def _matches(matching: Matching) -> tuple[Match, ...]:
    return tuple(Match(candidate.fact, candidate.probability) for candidate in matching.candidates)


def _first_matches(readings: Iterable[Matching]) -> tuple[Match, ...]:
    """The first match of each, no fact twice."""
    found: dict[str, Match] = {}
    for matching in readings:
        first = matching.candidates[0]
        found.setdefault(first.fact.id, Match(first.fact, first.probability))
    return tuple(found.values())
