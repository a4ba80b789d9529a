"""Finds what a question means in one fact base, and how sure that is."""

from dataclasses import dataclass
from itertools import chain, compress, islice

from bot.collecting import collector_paused
from bot.facts.model import Fact, FactBase, NotCovered
from bot.matching.confidence import Calibration, calibration, chances
from bot.matching.corpus import Corpus
from bot.matching.evidence import FOR_DECLINING, Evidence, Scored, evidence
from bot.matching.index import Index
from bot.matching.kinds import kind_of, kinds_of
from bot.matching.layout import layout
from bot.matching.overlap import Overlaps
from bot.matching.shortlist import shortlist
from bot.matching.tokens import tokenised
from bot.matching.vocabulary import NAME, Reading, Vocabulary, phrases
from bot.matching.words import words

LEAST_WEIGHT = 0.12
"""Weight that some word must have for a text to ask anything; "the", "is" and "of" have less than a tenth."""

LEAST_RECALL = 0.1
"""Share of a text's weight that some candidate must explain for the rest of the figures to mean anything."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may be meant, and the chance in [0, 1] that it is."""

    fact: Fact
    chance: float


@dataclass(frozen=True, slots=True)
class Matching:
    """What one text may mean: the most likely facts, best first, and how likely it is that any of them is meant.

    `not_covered` is the subject that is meant if none of them is, where one fits better than nothing at all.
    """

    text: str
    reading: Reading
    candidates: tuple[Candidate, ...]
    confidence: float
    not_covered: NotCovered | None

    @property
    def kind(self) -> str | None:
        """The kind of answer that the text asks for, None if it has no interrogative."""
        return kind_of(self.reading.known)

    @property
    def clearness(self) -> float:
        """The share of the confidence that the first fact has: 1 if no other comes near."""
        return self.candidates[0].chance / max(self.confidence, 1e-9) if self.candidates else 0.0


class Matcher:
    """Matches questions with the facts of one base. It does not change once built."""

    @collector_paused()
    def __init__(self, base: FactBase, constants: Calibration | None = None) -> None:
        """`constants` are those of the program unless others are given, as when they are being fitted."""
        self.base = base
        self.constants = constants or calibration()
        questions = [*(fact.questions for fact in base.facts), *(entry.questions for entry in base.not_covered)]
        statements = [*((fact.statement,) for fact in base.facts), *(() for _ in base.not_covered)]
        texts = [text for both in zip(questions, statements, strict=True) for text in chain(*both)]
        known = tokenised(map(words, chain(texts, (fact.quote for fact in base.facts))))
        tokens = known.first(len(texts))
        self.vocabulary = Vocabulary(known, phrases(base))
        corpus = Corpus(tokens, self.vocabulary)
        laid_out = layout(questions, statements, [tuple(NAME + name for name in fact.about) for fact in base.facts])
        self.overlaps = Overlaps(corpus, laid_out)
        self._index = Index(corpus, laid_out.classes, laid_out.count)
        kinds = iter(compress(kinds_of(tokens), laid_out.examples))
        self._kinds = tuple(frozenset(filter(None, islice(kinds, len(asked)))) for asked in questions)
        self._kinds_of_fact = {fact.id: kinds for fact, kinds in zip(base.facts, self._kinds, strict=False)}
        of_facts = sum(len(fact.questions) for fact in base.facts)
        self._richness = sum(len(entry.questions) for entry in base.not_covered) / max(of_facts, 1)
        self.thresholds = self.constants.thresholds_for(self._richness)

    def match(self, text: str) -> Matching:
        """What `text` may mean."""
        reading = self.vocabulary.read(text)
        if max(self.overlaps.weights(reading.words), default=0.0) < LEAST_WEIGHT:
            return Matching(text, reading, (), 0.0, None)
        found = self.evidence(reading)
        sense = float(found.declining[FOR_DECLINING.index("best_recall")] >= LEAST_RECALL)
        likely = list(zip(found.classes.tolist(), (sense * chances(found, self.constants)).tolist(), strict=True))
        facts = len(self.base.facts)
        candidates = sorted(
            (Candidate(self.base.facts[number], chance) for number, chance in likely if number < facts),
            key=lambda candidate: -candidate.chance,
        )
        none_of_them = 1.0 - sum(chance for _, chance in likely)
        others = ((chance, number) for number, chance in likely if number >= facts and chance > none_of_them)
        _, declined = max(others, default=(0.0, None))
        return Matching(
            text,
            reading,
            tuple(candidates),
            min(1.0, sum(candidate.chance for candidate in candidates)),
            None if declined is None else self.base.not_covered[declined - facts],
        )

    def supplies_kind(self, matching: Matching) -> bool:
        """Whether the first fact is known to supply the kind of answer asked for; yes if none is asked for."""
        return matching.kind is None or matching.kind in self._kinds_of_fact[matching.candidates[0].fact.id]

    def evidence(self, reading: Reading) -> Evidence:
        """The figures that the decision on `reading`, which has words, is made of."""
        facts = len(self.base.facts)
        scores, by_channel = self._index.scores(reading)
        dice = self.overlaps.dice(reading)
        listed = shortlist(scores + dice / 2, facts)
        scored = Scored(scores, by_channel["pairs"], dice, listed, self.overlaps.of(reading, listed))
        return evidence(scored, kind_of(reading.known), self._kinds, facts, self._richness)
