"""Understands one message: as an act, as a question, or as a follow-up, which it completes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter, mul

from bot.answering.acts import EMOJI, acts, verbatim, without_asides
from bot.answering.follow_ups import Completion, FollowUps, Form
from bot.answering.model import Answer, Status
from bot.answering.parts import parts, sentences
from bot.facts.model import Fact
from bot.language.words import words
from bot.matching.matcher import Matcher, Matching
from bot.matching.vocabulary import AnalyzedText

PART_DISCOUNT = 0.9
"""Factor of the confidence of a part beside that of the whole message, which says more; range 0.8 to 1."""

WHOLE_DISCOUNT = 0.95
"""Factor of the confidence of a short message by itself beside its completion: it probably leans on the one before."""

SAID = 0.4
SAID_ON_TOP = 0.65
"""Share of what a follow-up says itself that a fact must explain to answer it, and where that only comes on top of the
question before."""

Matched = Mapping[str, Matching]
"""The possible meanings of each text that one message may stand for."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One message as it was understood: the text that makes most sense of it, its matching and its status.

    `act` is set if it asks nothing. `form` is that of a follow-up, `about` what was put in to complete it.
    """

    text: str
    matching: Matching
    status: Status
    act: str | None = None
    about: str | None = None
    form: Form | None = None


class Understanding:
    """Understands messages about one base."""

    def __init__(self, matcher: Matcher) -> None:
        """Take the matcher of the base."""
        self._matcher = matcher
        self._follow_ups = FollowUps(matcher)

    def understand(self, message: str, previous: Answer | None) -> Understood:
        """Return what makes most sense of `message` after the answer `previous`, taken for one question at most."""
        completed = self._follow_ups.completions(message, previous)
        of_sentences, of_parts = sentences(message), parts(message)
        if (rest := without_asides(message)) is not None:
            of_parts = [*of_parts, rest]
        wanted = [message, *(each.text for each in completed), *of_sentences, *of_parts]
        texts = [*dict.fromkeys(wanted)]
        matched: Matched = dict(zip(texts, self._matcher.match(texts), strict=True))
        whole = matched[message]
        act = self._act_of(whole)
        if act is not None and tuple(words(message)) in verbatim():
            return Understood(message, whole, Status.UNKNOWN, act=act)
        follow_up = None if act else self._follow_up(completed, matched, previous)
        if follow_up is not None and self._leans(follow_up, whole):
            return follow_up
        asked = self._asked(whole, [matched[text] for text in of_sentences], [matched[text] for text in of_parts])
        if act is not None and not self._is_answered(asked):
            return Understood(message, whole, Status.UNKNOWN, act=act)
        if follow_up is not None and not self._is_answered(asked):
            return follow_up
        status = self.status(asked)
        if status is Status.UNKNOWN and completed and completed[0].form is not Form.PRONOUN:
            likeliest = max(completed, key=lambda each: matched[each.text].confidence)
            return Understood(likeliest.text, asked, status)
        return Understood(asked.text, asked, status)

    def status(self, matching: Matching) -> Status:
        """Return how a question with this matching ends."""
        thresholds = self._matcher.thresholds
        if matching.confidence < thresholds.unsure_from:
            return Status.UNKNOWN
        if matching.confidence < thresholds.answered_from or matching.margin < thresholds.clear_from:
            return Status.UNSURE
        return Status.ANSWERED

    def says_something(self, reading: AnalyzedText) -> bool:
        """Tell whether a text has any word that says something by itself."""
        return any(self._follow_ups.content(reading))

    def said(self, text: str, fact: Fact) -> float:
        """Return the share of what `text` says that `fact` explains, in [0, 1]; 1 if it says nothing by itself."""
        reading = self._matcher.vocabulary.read(text)
        content = self._follow_ups.content(reading)
        return self._explained_share(reading, content, fact) if any(content) else 1.0

    def explained(self, reading: AnalyzedText, fact: Fact) -> float:
        """Return the share of `reading`, by what its words matter, that `fact` explains, in [0, 1]."""
        return self._explained_share(reading, self._matcher.weights(reading), fact)

    def _explained_share(self, reading: AnalyzedText, weights: Sequence[float], fact: Fact) -> float:
        return float(sum(map(mul, weights, self._matcher.explained(reading, fact)))) / max(sum(weights), 1e-9)

    def _asked(self, whole: Matching, sentences: Sequence[Matching], parts: Sequence[Matching]) -> Matching:
        """Return the question that a message asks, if it does not lean on another one: the whole or a part of it."""
        asking = [part for part in sentences if part.answer_type is not None]
        if len(asking) == 1 and self._is_answered(asking[0]):
            return asking[0]
        part = max(
            (part for part in parts if self._act_of(part) is None), key=lambda part: part.confidence, default=None
        )
        return part if part is not None and part.confidence * PART_DISCOUNT > whole.confidence else whole

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
        self, completed: Sequence[Completion], matched: Matched, previous: Answer | None
    ) -> Understood | None:
        """Return the completion that makes most sense: answered before offered, and then the likeliest."""
        given = {match.fact.id for match in previous.facts} if previous else set()
        found = []
        for each in completed:
            understood = self._completed(each, matched[each.text])
            repeats = [candidate.fact.id for candidate in understood.matching.candidates[:1]]
            echoes = (each.about is None or each.adds) and not given.isdisjoint(repeats)
            off_type = bool(repeats) and not self._matcher.supplies_type(understood.matching)
            found.append(((echoes, off_type, each.rank, -understood.matching.confidence), understood))
        for status in (Status.ANSWERED, Status.UNSURE):
            of_status = [each for each in found if each[1].status is status]
            if of_status:
                return min(of_status, key=itemgetter(0))[1]
        return None

    def _completed(self, completion: Completion, matching: Matching) -> Understood:
        """Return a follow-up as completed: it is answered only by a fact that has most of what was said itself."""
        least = SAID_ON_TOP if completion.adds else SAID
        status = self.status(matching)
        if status is not Status.UNKNOWN:
            if completion.adds:
                matching = self._rather(matching, completion.said, least)
            said = self.said(completion.said, matching.candidates[0].fact)
            if said < SAID or (completion.form is Form.BARE and not self._matcher.supplies_type(matching)):
                status = Status.UNKNOWN
            elif said < least:
                status = Status.UNSURE
        return Understood(completion.text, matching, status, about=completion.about, form=completion.form)

    def _rather(self, matching: Matching, said: str, least: float) -> Matching:
        """Return `matching` with those candidates first that have at least so much of what was said."""
        candidates = sorted(matching.candidates, key=lambda candidate: self.said(said, candidate.fact) < least)
        return replace(matching, candidates=tuple(candidates))

    def _leans(self, follow_up: Understood, whole: Matching) -> bool:
        """Tell whether a follow-up makes more sense completed: it is answered, and by itself not, or hardly surer."""
        if follow_up.status is not Status.ANSWERED:
            return False
        asks_itself = follow_up.form is Form.ELLIPSIS and whole.answer_type is not None
        if not self._is_answered(whole) or not (asks_itself or follow_up.form in (Form.PRONOUN, Form.NAME)):
            return True
        return follow_up.matching.confidence >= whole.confidence * WHOLE_DISCOUNT

    def _is_answered(self, matching: Matching) -> bool:
        return self.status(matching) is Status.ANSWERED
