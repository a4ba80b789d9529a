"""Says which words of a question a fact explains, and by what."""

from bot.answering.model import Match, MatchTrace, WordTrace
from bot.matching.matcher import Matcher
from bot.matching.vocabulary import Concept, Reading, Word


def trace(matcher: Matcher, match: Match, question: Reading) -> MatchTrace:
    """What the fact of `match` explains of `question`, word by word."""
    fact = match.fact
    texts = [matcher.vocabulary.read(text) for text in (*fact.questions, fact.statement)]
    weights = matcher.overlaps.weights(question.words)
    return MatchTrace(
        match,
        tuple(
            WordTrace(word.text, *_matched(question, position, texts, frozenset(fact.about)), weight=float(weight))
            for position, (word, weight) in enumerate(zip(question.words, weights, strict=True))
        ),
    )


def _matched(
    question: Reading, position: int, texts: list[Reading], about: frozenset[str]
) -> tuple[str | None, str | None]:
    """What in `texts` the word at `position` matched, and how."""
    word = question.words[position]
    same = [other for text in texts for other in text.words if other.stem == word.stem]
    if same:
        return _nearest_spelling(word, same)
    for concept in question.concepts:
        if concept.start <= position < concept.end:
            if wording := next((text.wording(other) for text in texts for other in _same(concept, text)), None):
                return wording, concept.sort
            if concept.is_name and concept.key in about:
                return concept.key, concept.sort
    return None, None


def _nearest_spelling(word: Word, same: list[Word]) -> tuple[str, str]:
    known = {other.text for other in same}
    if word.text in known:
        return word.text, "word"
    if word.reading != word.text:
        return word.reading or same[0].text, "spelling"
    return same[0].text, "form"


def _same(concept: Concept, text: Reading) -> list[Concept]:
    return [other for other in text.concepts if other.id == concept.id]
