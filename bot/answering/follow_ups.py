"""Completes a follow-up question ("and the Philippines?") from the question and the answer before it."""

from collections.abc import Iterator

from bot.answering.model import Answer, Status
from bot.matching.answer_type import answer_type
from bot.matching.matcher import Matcher
from bot.matching.names import outermost_names
from bot.matching.vocabulary import NAME, Concept, Reading

MAX_WORDS = 7
"""Words up to which a message may lean on the one before it."""

LIGHT = 0.3
"""Weight below which a word says little by itself, as "and", "what", "about", "that" do."""


def completions(matcher: Matcher, question: str, previous: Answer | None) -> Iterator[str]:
    """What `question` may mean after `previous`; nothing where it stands by itself."""
    if previous is None or previous.status is Status.UNKNOWN:
        return
    now = matcher.vocabulary.read(question)
    if not 0 < len(now.words) <= MAX_WORDS:
        return
    before = matcher.vocabulary.read(previous.understood)
    names = outermost_names(now)
    if not names and answer_type(now.known) is None and _says_only(matcher, now, names):
        return
    if names and _says_only(matcher, now, names):
        yield from _with_other_names(before, now.wording(names[-1]), {name.id for name in names})
    else:
        given = {name.id for name in now.concepts if name.is_name}
        if added := _names_before(matcher, before, previous, given):
            yield " ".join([question, *added])


def _says_only(matcher: Matcher, reading: Reading, names: list[Concept]) -> bool:
    """Whether `reading` has little to say beside `names`."""
    named = {position for name in names for position in range(name.start, name.end)}
    weights = matcher.weights(reading)
    return all(weight < LIGHT for position, weight in enumerate(weights) if position not in named)


def _with_other_names(before: Reading, name: str, given: set[str]) -> Iterator[str]:
    """The question before with each of its names in turn replaced by `name`, or with `name` added if it is new."""
    for old in outermost_names(before):
        if old.id not in given:
            yield before.with_instead(name, old)
    if given.isdisjoint(concept.id for concept in before.concepts):
        yield " ".join([*(word.text for word in before.words), name])


def _names_before(matcher: Matcher, before: Reading, previous: Answer, given: set[str]) -> list[str]:
    """The names in the question before, or else those that its answer is about, each once and none that is given."""
    if names := outermost_names(before):
        return list({name.id: before.wording(name) for name in names if name.id not in given}.values())
    about = {name for match in previous.facts[:1] for name in match.fact.about}
    return [name.name for name in matcher.base.names if name.id in about and NAME + name.id not in given]
