"""The outcomes of the messages of a set, counted by kind and by what is held against the bar."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.results import Outcome, Repeat, Result


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of messages by outcome, and the rates that are held against a bar, in [0, 1]."""

    counts: Mapping[Outcome, int]

    def __getitem__(self, outcome: Outcome) -> int:
        return self.counts.get(outcome, 0)

    @property
    def answerable(self) -> int:
        """The number of messages that a fact answers."""
        return sum(self[each] for each in (Outcome.RIGHT, Outcome.WRONG, Outcome.UNSURE, Outcome.UNKNOWN))

    @property
    def unanswerable(self) -> int:
        """The number of messages that no fact answers."""
        return self[Outcome.DECLINED] + self[Outcome.FALSE]

    @property
    def right(self) -> float:
        """The share of the answerable that were answered with the right fact."""
        return _share(self[Outcome.RIGHT], self.answerable)

    @property
    def wrong(self) -> float:
        """The share of the answerable that were answered with another fact."""
        return _share(self[Outcome.WRONG], self.answerable)

    @property
    def false(self) -> float:
        """The share of the unanswerable that were answered."""
        return _share(self[Outcome.FALSE], self.unanswerable)


@dataclass(frozen=True, slots=True)
class Figures:
    """The tally of each kind of message, in the order of the set, and those that are held against the bar.

    `follow_ups` are the questions that lean on another one and have an answer, `chatter` is what asks nothing, and
    `questions` are all others. `repeated` of them were asked twice, and `differing` were answered in two ways.
    """

    by_kind: Mapping[str, Tally]
    questions: Tally
    follow_ups: Tally
    chatter: Tally
    repeated: int = 0
    differing: int = 0

    @property
    def differs(self) -> float:
        """The share of the repeated questions that were answered otherwise after another one."""
        return _share(self.differing, self.repeated)


def figures(results: Iterable[Result], repeats: Sequence[Repeat] = ()) -> Figures:
    """Return the tallies of `results`, and how many of `repeats` differ."""
    by_kind: dict[str, Counter[Outcome]] = {}
    questions, follow_ups, chatter = Counter[Outcome](), Counter[Outcome](), Counter[Outcome]()
    for result in results:
        case = result.case
        group = chatter if case.say is not None else follow_ups if case.leans and case.answerable else questions
        for counts in (by_kind.setdefault(case.kind, Counter()), group):
            counts[result.outcome] += 1
    return Figures(
        {kind: Tally(counts) for kind, counts in by_kind.items()},
        Tally(questions),
        Tally(follow_ups),
        Tally(chatter),
        len(repeats),
        sum(repeat.differs for repeat in repeats),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
