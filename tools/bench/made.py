"""Fact bases of any size, drawn from real English, so that what a question costs can be seen to grow.

Words come as often as they do in life, by Zipf's law: a few stand in most questions, most in very few. An index is then
as full in some places and as empty in others as that of a base that somebody wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from bot.facts.model import Fact, FactBase, Name, NotCovered, Source
from bot.language.english import frequencies

WORDS, GLUE = 20_000, 150
"""Words that there are, and how many of the commonest hold sentences together and are nobody's subject."""

SUBJECT = 6
"""Words that a fact is about; the base of the talks has about as many a fact."""

QUESTIONS = 6
FACTS_A_NAME, FACTS_A_SYNONYM, FACTS_A_GAP = 5, 10, 10
"""Facts for each name, for each group of synonyms, and for each subject that is not covered."""

_ASKING = ("what", "who", "where", "when", "why", "which", "how many", "did", "is", "does")
_SOURCE = Source("A list of English words")

Words = npt.NDArray[np.str_]
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Made:
    """A base, and questions that its readers might ask, worded otherwise than its own."""

    base: FactBase
    asked: tuple[str, ...]


def made(facts: int, *, asked: int, seed: int) -> Made:
    """Make the base of so many facts that `seed` leads to, and so many questions."""
    draw = _Draw(np.random.default_rng(seed))
    names = [draw.name(number) for number in range(max(1, facts // FACTS_A_NAME))]
    subjects = [draw.subject() for _ in range(facts)]
    base = FactBase(
        facts=tuple(draw.fact(number, subject, names) for number, subject in enumerate(subjects)),
        names=tuple(names),
        synonyms=tuple(tuple(draw.subject()[:2].tolist()) for _ in range(facts // FACTS_A_SYNONYM)),
        not_covered=tuple(NotCovered(draw.questions(draw.subject())) for _ in range(facts // FACTS_A_GAP)),
        sources=(_SOURCE,),
    )
    return Made(base, tuple(draw.asked(subjects) for _ in range(asked)))


@cache
def _english() -> tuple[Words, Shares]:
    """Return the commonest words, the commonest first, and the share of a text that each has with those before it."""
    words = list(islice(filter(str.isalpha, frequencies()), WORDS))
    shares = np.cumsum([10 ** frequencies()[word] for word in words])
    return np.array(words), shares / shares[-1]


class _Draw:
    """What a generator of random numbers makes of the list of words."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._words, self._shares = _english()

    def subject(self) -> Words:
        """Draw words that a text may be about."""
        return self._drawn(SUBJECT, self._shares[GLUE], 1.0)

    def name(self, number: int) -> Name:
        """Draw a person called by two rare words, or by the second alone."""
        first, last = (str(word).title() for word in self._random.choice(self._words[len(self._words) // 2 :], 2))
        return Name(f"name-{number}", f"{first} {last}", also=(last,))

    def fact(self, number: int, subject: Words, names: Sequence[Name]) -> Fact:
        """Draw a fact about `subject` and one of `names`."""
        name = names[int(self._random.integers(len(names)))]
        return Fact(
            id=f"fact-{number}",
            statement=f"{name.name} {self._sentence(subject, 14)}.",
            quote=self._sentence(subject, 12),
            source=_SOURCE,
            questions=(*self.questions(subject)[:-1], f"{self._question(subject)} {name.also[0]}?"),
            about=(name.id,),
        )

    def questions(self, subject: Words) -> tuple[str, ...]:
        """Draw ways to ask about `subject`."""
        return tuple(f"{self._question(subject)}?" for _ in range(QUESTIONS))

    def asked(self, subjects: Sequence[Words]) -> str:
        """Draw a question about one of `subjects`, now and then with a letter missing; every fifth is about another."""
        known = self._random.random() < 0.8
        subject = subjects[int(self._random.integers(len(subjects)))] if known else self.subject()
        question = self._question(subject)
        at = int(self._random.integers(4, len(question)))
        return question[:at] + question[at + 1 :] if self._random.random() < 0.2 else question

    def _question(self, subject: Words) -> str:
        asking = _ASKING[self._random.integers(len(_ASKING))]
        return f"{asking} {self._sentence(self._random.choice(subject, 3, replace=False), 7)}"

    def _sentence(self, subject: Words, length: int) -> str:
        """Mix the words of `subject` with what holds them together."""
        words = np.concatenate([subject, self._drawn(length - len(subject), 0.0, self._shares[GLUE])])
        return " ".join(words[self._random.permutation(len(words))])

    def _drawn(self, count: int, above: float, below: float) -> Words:
        """Draw so many words between two shares of a text, each as often as in English."""
        return self._words[np.searchsorted(self._shares, self._random.uniform(above, below, count))]
