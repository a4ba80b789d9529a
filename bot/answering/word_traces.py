"""Tells which words of a question a fact explains, and how."""

from collections.abc import Iterator, Sequence

from bot.answering.model import How, Match, MatchTrace, WordTrace
from bot.matching.alignment import UNRELATED
from bot.matching.matcher import Matcher
from bot.matching.vocabulary import AnalyzedText, Concept, Word

SHOWN_FROM = UNRELATED + 0.15
"""Cosine from which a word is shown as standing for another; lower ones count, but would only confuse."""


def trace(matcher: Matcher, match: Match, question: AnalyzedText) -> MatchTrace:
    """Return what the fact of `match` explains of `question`, word by word."""
    return MatchTrace(match, tuple(_words(matcher, match, question)))


def _words(matcher: Matcher, match: Match, question: AnalyzedText) -> Iterator[WordTrace]:
    fact = match.fact
    texts = [matcher.vocabulary.read(text) for text in (*fact.questions, fact.statement, fact.quote)]
    near = matcher.nearest_words(question, fact)
    for position, (word, weight) in enumerate(zip(question.words, matcher.weights(question), strict=True)):
        if found := _matched(question, position, texts, frozenset(fact.about)):
            yield WordTrace(word.text, *found, weight)
        elif near and near[position][1] >= SHOWN_FROM:
            other, cosine = near[position]
            yield WordTrace(word.text, other, How.MEANING, weight, cosine)
        else:
            yield WordTrace(word.text, None, None, weight)


def _matched(
    question: AnalyzedText, position: int, texts: Sequence[AnalyzedText], about: frozenset[str]
) -> tuple[str, How] | None:
    """Return what in `texts` the word at `position` is the same as, and in which way."""
    word = question.words[position]
    same = [other for text in texts for other in text.words if other.stem == word.stem]
    if same:
        return _nearest_spelling(word, same)
    for concept in question.concepts:
        if concept.start <= position < concept.end:
            how = How.NAME if concept.is_name else How.SYNONYM
            if wording := next((text.wording(other) for text in texts for other in _same(concept, text)), None):
                return wording, how
            if concept.is_name and concept.key in about:
                return concept.key, how
    return None


def _nearest_spelling(word: Word, same: Sequence[Word]) -> tuple[str, How]:
    if word.text in {other.text for other in same}:
        return word.text, How.WORD
    if word.reading != word.text:
        return word.reading or same[0].text, How.SPELLING
    return same[0].text, How.FORM


def _same(concept: Concept, text: AnalyzedText) -> list[Concept]:
    return [other for other in text.concepts if other.id == concept.id]
