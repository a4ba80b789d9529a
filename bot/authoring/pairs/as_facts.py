"""Makes facts of question and answer pairs: pairs with one answer are one fact, each question a way to ask for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sentencex

from bot.authoring.ids import unused_id
from bot.authoring.new_file import Draft
from bot.authoring.pairs.markup import without_markup
from bot.authoring.pairs.model import Pair, Question
from bot.facts.model import Fact, Source
from bot.facts.problems import Problem
from bot.facts.schema import MAX_ITEMS, MAX_QUOTE, MAX_STATEMENT, MAX_WORDING
from bot.facts.wordings import folded_wording
from bot.language.english import zipf
from bot.language.words import words
from bot.unprintable import one_line

MOST_CHARACTERS = 20_000
"""Characters of an answer that is looked at: ten times the longest quote. It bounds the cost of a hostile one."""

COMMONEST = 6.0
"""Zipf frequency from which a word says too little for an id: among them are "what", "how", "the" and "my"."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts made of pairs, of how many pairs, and word of each thing that was left out or altered."""

    facts: Sequence[Draft[Fact]]
    pairs: int
    problems: Sequence[Problem]


def as_facts(pairs: Iterable[Pair], source: Source) -> Facts:
    """Return the facts in `pairs`, in their order."""
    answers, problems = _Answers(), list[Problem]()
    for pair in pairs:
        problems += answers.take(pair)
    found = tuple(answers.by_text.values())
    taken = set[str]()
    ids = tuple(_id(answer.questions[0], taken) for answer in found)
    places = {(pair.file, pair.key): place for place, answer in enumerate(found) for pair in answer.pairs if pair.key}
    facts = []
    for answer, fact_id in zip(found, ids, strict=True):
        see, missing = answer.next_facts(places)
        problems += missing
        facts.append(answer.as_fact(fact_id, source, [ids[place] for place in see if ids[place] != fact_id]))
    return Facts(facts, sum(len(answer.pairs) for answer in found), problems)


@dataclass(slots=True)
class _Answer:
    """An answer that becomes a fact, with all that asks for it."""

    statement: str
    quote: str
    questions: list[str] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    checks: dict[str, None] = field(default_factory=dict)

    def next_facts(self, places: Mapping[tuple[str, str], int]) -> tuple[Sequence[int], Sequence[Problem]]:
        """Return the places of the answers that the pairs offer next, and word of those that are not there."""
        offered = {(pair.file, key): pair for pair in self.pairs for key in pair.next_keys}
        missing = [
            pair.altered(f"offers pair {key[1]:.20} next, which is not taken")
            for key, pair in offered.items()
            if key not in places
        ]
        return tuple(dict.fromkeys(places[key] for key in offered if key in places)), missing

    def as_fact(self, fact_id: str, source: Source, see: Sequence[str]) -> Draft[Fact]:
        fact = Fact(fact_id, self.statement, self.quote, source, tuple(self.questions), see=tuple(see))
        return Draft(fact, tuple(self.checks))


@dataclass(slots=True)
class _Answers:
    """The answers by their text, and the text and the place of the answer to each question by its folded wording."""

    by_text: dict[str, _Answer] = field(default_factory=dict)
    asked: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, pair: Pair) -> Iterator[Problem]:
        """Add `pair`, and yield word of what cannot be taken as it stands."""
        if len(pair.answer) > MOST_CHARACTERS:
            yield pair.left_out(f"has an answer of more than {MOST_CHARACTERS:,} characters; left out")
            return
        text = one_line(without_markup(pair.answer))
        statement, quote = _beginning(text, MAX_STATEMENT), _beginning(text, MAX_QUOTE)
        if not text:
            yield pair.left_out("has no answer; left out")
            return
        if not statement:
            yield pair.left_out(f"begins its answer with a sentence of more than {MAX_STATEMENT} characters; left out")
            return
        known = self.by_text.get(text)
        answer = known or _Answer(statement, quote)
        questions = len(answer.questions)
        for question in pair.questions:
            yield from self._ask(pair, question, text, answer)
        if not pair.questions:
            yield pair.left_out("has no question; left out")
        if len(answer.questions) == questions:
            return
        self.by_text[text] = answer
        answer.pairs.append(pair)
        answer.checks.update(dict.fromkeys(pair.checks))
        if known is None:
            for check in _alterations(pair.answer, answer, text):
                answer.checks[check] = None
                yield pair.altered(check)

    def _ask(self, pair: Pair, question: Question, text: str, answer: _Answer) -> Iterator[Problem]:
        """Add `question` to `answer` with this text, or yield why that cannot be."""
        wording = one_line(question.text)
        place = f"{pair.file}:{question.line}"
        answered, first = self.asked.get(folded_wording(wording), (text, ""))
        if not wording:
            yield pair.left_out("has no question; left out", question.line)
        elif len(wording) > MAX_WORDING:
            yield pair.left_out(f"has a question of more than {MAX_WORDING} characters; left out", question.line)
        elif answered != text:
            yield pair.left_out(f"asks the same as {first}, and has another answer; left out", question.line)
        elif first:
            yield pair.altered(f"asks the same as {first}; taken once", question.line)
        elif len(answer.questions) == MAX_ITEMS:
            yield pair.left_out(f"is one of more than {MAX_ITEMS:,} questions with one answer; left out", question.line)
        else:
            answer.questions.append(wording)
            self.asked[folded_wording(wording)] = text, place


def _alterations(original: str, answer: _Answer, text: str) -> Iterator[str]:
    """Yield a sentence for each thing in which the fact differs from the answer as it stands."""
    if text != " ".join(original.split()):
        yield "markup was taken out of the answer"
    if answer.statement != text:
        yield f"the answer has {len(text):,} characters; the statement is its beginning, so see that it says enough"
    if answer.quote != text:
        yield f"the quote ends after {len(answer.quote):,} characters of the answer"


def _beginning(text: str, most: int) -> str:
    """Return the first sentences of `text` with at most so many characters; "" if the first has more."""
    if len(text) <= most:
        return text
    beginning = ""
    for sentence in sentencex.segment("en", text[: 2 * most]):
        if len(f"{beginning}{sentence.rstrip()}") > most:
            break
        beginning += sentence
    return beginning.rstrip()


def _id(question: str, taken: set[str]) -> str:
    """Return an unused id of the words of `question` that tell it from others."""
    telling = [word for word in words(question) if zipf(word) < COMMONEST]
    return unused_id(" ".join(telling) or question, taken)
