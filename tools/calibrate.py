"""`make calibrate`: fits the constants of the decision over the bases in tests/bases and writes them down.

Each base has questions that were written by somebody who did not see its example questions. To see how well the
constants carry over to a subject that they were not fitted on, each base is also judged by constants fitted on the
others alone.

People rarely think of asking one person about what another did, though a bot must not fall for it. So the constants are
fitted on such questions, too: those of the base with another of its names.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import yaml
from rich.console import Console
from rich.progress import track
from rich.table import Table
from scipy.optimize import minimize

from bot.embeddings.model import load_model
from bot.embeddings.store import EmbeddingStore
from bot.facts.loading import load_or_raise
from bot.matching import decision
from bot.matching.decision import Calibration, Thresholds
from bot.matching.features import BY_MEANING, BY_WORDS_ALONE, FOR_CANDIDATE, FOR_DECLINING
from bot.matching.matcher import Matcher
from bot.matching.names import outermost_names
from bot.matching.vocabulary import AnalyzedText

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BASES = Path(__file__).parents[1] / "tests" / "bases"
TARGET = Path(decision.__file__).with_name("calibration.json")

SWAPPED = 0.1
"""What all swapped questions of a base count beside all that were asked: few people ask them. Range 0.03 to 0.3."""

RIDGE = 0.0005
"""Pull of the coefficients towards zero, by which the bases that were left out were judged best."""

MOST_CASES = 400
"""Questions of one base that are fitted on: some bases have a thousand, all much alike."""

ANSWERED_FROM = {True: 0.26, False: 0.26}
CAUTION = {True: 0.37, False: 0.37}
UNSURE_FROM, CLEAR_FROM = 0.2, 0.5
"""The thresholds, by whether there is a model, and what a base that lists nothing as not covered adds to the first.

Chosen by hand from the tables that this program prints: where a base lists little, 15 % of questions that it does not
answer are answered all the same, most of them near misses.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """The features for one question, and which choices are right; the last choice is to decline."""

    candidate: Floats
    declining: Floats
    is_fact: Flags
    right: Flags
    answerable: bool


@dataclass(frozen=True, slots=True)
class Base:
    """The cases of one base: the questions that were asked of it, and some of them asked of somebody else."""

    asked: list[Case]
    swapped: list[Case]


def unfitted(by_meaning: bool) -> Calibration:
    """Return constants that only say which features are used."""
    left_out = BY_WORDS_ALONE if by_meaning else BY_MEANING
    candidate, declining = (
        dict.fromkeys((name for name in names if name not in left_out), 0.0) for names in (FOR_CANDIDATE, FOR_DECLINING)
    )
    thresholds = Thresholds(ANSWERED_FROM[by_meaning], UNSURE_FROM, CLEAR_FROM)
    return Calibration(candidate, declining, thresholds, CAUTION[by_meaning])


def read(folder: Path, store: EmbeddingStore | None) -> Base:
    """Return the questions of one base as the matcher sees them."""
    constants = unfitted(store is not None)
    matcher = Matcher(load_or_raise(folder / "facts.yaml"), store, constants, threads=2)
    numbers = {fact.id: number for number, fact in enumerate(matcher.base.facts)}
    random = Random(folder.name)  # noqa: S311 - nothing secret is drawn
    entries = yaml.safe_load((folder / "questions.yaml").read_text(encoding="utf-8"))
    base = Base([], [])
    for entry in random.sample(entries, min(len(entries), MOST_CASES)):
        reading, wanted = matcher.vocabulary.read(entry["q"]), [numbers[fact] for fact in entry["facts"]]
        if not reading.words:
            continue
        [comparison] = matcher.compare([reading])
        candidate, declining = decision.features(comparison, constants)
        right = np.isin(comparison.classes, wanted) if wanted else ~comparison.is_fact
        declines = not wanted or not right.any()
        base.asked.append(Case(candidate, declining, comparison.is_fact, np.append(right, declines), bool(wanted)))
        if wanted and matcher.base.names:
            name = random.choice(matcher.base.names).name
            base.swapped.extend(_swapped(matcher, constants, reading, wanted, name))
    return base


def _swapped(
    matcher: Matcher, constants: Calibration, reading: AnalyzedText, wanted: Sequence[int], name: str
) -> Iterator[Case]:
    """Yield the question with `name` instead of each of its names in turn, where no fact answers that.

    None does if what explains most of it are the facts that answered the question, to which the name is foreign.
    """
    for old in outermost_names(reading):
        [comparison] = matcher.compare([matcher.vocabulary.read(reading.with_replacement(name, old))])
        foreign = comparison.coverage.foreign_names
        recall = FOR_CANDIDATE["recall"](comparison)
        explained = recall[np.isin(comparison.classes, wanted) & (foreign > 0)].max(initial=0.0)
        if recall[comparison.is_fact & (foreign == 0)].max(initial=0.0) < explained:
            candidate, declining = decision.features(comparison, constants)
            right = np.append(~comparison.is_fact, True)
            yield Case(candidate, declining, comparison.is_fact, right, answerable=False)


def fit(bases: Sequence[Base], names: Calibration) -> Calibration:
    """Return the coefficients of greatest likelihood for the features in `names`, each base counting the same."""
    parts = [(cases, share) for base in bases for cases, share in ((base.asked, 1.0), (base.swapped, SWAPPED)) if cases]
    everything = [case for cases, _ in parts for case in cases]
    rows, owners, right = _stack(everything, len(names.candidate), len(names.declining))
    scale = np.maximum(rows.std(axis=0), 1e-6)
    rows = rows / scale
    weights = np.concatenate([np.full(len(cases), share / len(cases)) for cases, share in parts]) / len(bases)
    starts = np.flatnonzero(np.diff(owners, prepend=-1))

    def loss(coefficients: Floats) -> tuple[float, Floats]:
        utilities = rows @ coefficients
        exponentials = np.exp(utilities - np.maximum.reduceat(utilities, starts)[owners])
        all_of = np.add.reduceat(exponentials, starts)
        right_of = np.add.reduceat(exponentials * right, starts) + 1e-12
        error = exponentials / all_of[owners] - exponentials * right / right_of[owners]
        gradient = (error * weights[owners]) @ rows + 2 * RIDGE * coefficients
        return float(weights @ np.log(all_of / right_of) + RIDGE * coefficients @ coefficients), gradient

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x / scale
    candidate = dict(zip(names.candidate, found[: len(names.candidate)].round(4).tolist(), strict=True))
    declining = dict(zip(names.declining, found[len(names.candidate) :].round(4).tolist(), strict=True))
    return Calibration(candidate, declining, names.thresholds, names.caution)


def _stack(everything: Sequence[Case], of_candidate: int, of_all: int) -> tuple[Floats, npt.NDArray[np.int64], Flags]:
    """Return all choices of all cases as rows, the case that each belongs to, and which are right."""
    blocks = []
    for case in everything:
        block = np.zeros((len(case.right), of_candidate + of_all))
        block[:-1, :of_candidate] = case.candidate
        block[-1, of_candidate:] = case.declining
        blocks.append(block)
    owners = np.repeat(np.arange(len(everything)), [len(case.right) for case in everything])
    return np.concatenate(blocks), owners, np.concatenate([case.right for case in everything])


@dataclass(frozen=True, slots=True)
class Judged:
    """How the constants did on some cases: each one's confidence, margin, whether it was right, and answerable."""

    confidence: Floats
    margin: Floats
    right: Flags
    answerable: Flags

    @property
    def first(self) -> float:
        """The share of the answerable questions whose first fact is a right one."""
        return float(self.right[self.answerable].mean())

    @property
    def auroc(self) -> float:
        """The chance that an answerable question has a higher confidence than another; 0.5 is mere luck."""
        wins = self.confidence[self.answerable][:, None] - self.confidence[~self.answerable][None, :]
        return float(np.mean((wins > 0) + (wins == 0) / 2))

    def rates(self, answered_from: float) -> tuple[float, float, float]:
        """Return right, wrong and false, as `make eval` counts them, with this threshold."""
        answered = (self.confidence >= answered_from) & (self.margin >= CLEAR_FROM)
        right, wrong = (answered & self.answerable & self.right), (answered & self.answerable & ~self.right)
        asked = max(int(self.answerable.sum()), 1)
        false = float(answered[~self.answerable].mean())
        return float(right.sum()) / asked, float(wrong.sum()) / asked, false


def judge(cases: Sequence[Case], constants: Calibration) -> Judged:
    """Return the decisions on some cases."""
    found = [_judge(case, constants) for case in cases]
    return Judged(
        confidence=np.array([sure for sure, _, _ in found]),
        margin=np.array([margin for _, margin, _ in found]),
        right=np.array([right for _, _, right in found]),
        answerable=np.array([case.answerable for case in cases]),
    )


def _judge(case: Case, constants: Calibration) -> tuple[float, float, bool]:
    chances = decision.probabilities(case.candidate, case.declining, constants)
    first = int(np.argmax(np.where(case.is_fact, chances, -1.0)))
    sure = float(chances[case.is_fact].sum())
    return sure, float(chances[first]) / max(sure, 1e-9), case.answerable and bool(case.right[first])


def left_out(bases: Mapping[str, Base], names: Calibration) -> dict[str, Judged]:
    """Return how each base is judged by constants that were fitted on the others."""
    return {
        name: judge(base.asked, fit([other for of, other in bases.items() if of != name], names))
        for name, base in track(bases.items(), "Leaving each base out in turn", transient=True)
    }


def main() -> None:
    """Judge each base by constants fitted on the others, then fit on all and write the constants down."""
    model = load_model()
    if model is None:
        raise SystemExit("There is no embedding model to calibrate with.")
    folders = [folder for folder in sorted(BASES.iterdir()) if folder.is_dir()]
    stored = {}
    for key, store in (("by_meaning", EmbeddingStore(model, None)), ("by_words", None)):
        names = unfitted(store is not None)
        bases = {folder.name: read(folder, store) for folder in track(folders, key, transient=True)}
        judged = left_out(bases, names)
        Console().print(_table(key, judged, names))
        constants = fit(list(bases.values()), names)
        stored[key] = asdict(constants)
    TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    Console().print(f"Wrote {TARGET.relative_to(Path.cwd())}")


def _table(title: str, judged: Mapping[str, Judged], names: Calibration) -> Table:
    """Return the figures of each base that was left out, and their means for several thresholds."""
    usual = names.thresholds.answered_from + names.caution
    table = Table("base, left out", "first", "AUROC", "right", "wrong", "false", title=title)

    def add(label: str, *figures: float) -> None:
        table.add_row(label, *(f"{figure:.3f}" for figure in figures))

    for name, base in judged.items():
        add(name, base.first, base.auroc, *base.rates(usual))
    for threshold in (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
        rates = np.mean([base.rates(threshold) for base in judged.values()], axis=0)
        means = (
            float(np.mean([base.first for base in judged.values()])),
            float(np.mean([base.auroc for base in judged.values()])),
        )
        add(f"mean, answered from {threshold}", *means, *rates.tolist())
    return table


if __name__ == "__main__":
    main()
