"""`make calibrate`: fits the constants of the decision over the bases in tests/bases and writes them down.

Each base has questions that were written apart from its example questions. To see how well the constants carry over to
a subject that they were not fitted on, each base is also judged by constants fitted on the others alone.

People rarely think of asking one person about what another did, though a bot must not fall for it. So the constants are
fitted on such questions, too: those of the base with another of its names.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import yaml
from rich.console import Console
from rich.table import Table

from bot.facts.loading import load_or_raise
from bot.matching import confidence
from bot.matching.evidence import FOR_CANDIDATE, FOR_DECLINING, Evidence
from bot.matching.matcher import Matcher
from bot.matching.names import outermost_names
from bot.matching.vocabulary import Reading

Floats = npt.NDArray[np.float64]

BASES = Path(__file__).parent / "bases"
TARGET = Path(confidence.__file__).with_name("calibration.json")

SWAPPED = 0.1
"""What all swapped questions of a base count beside all that were asked: few people ask them. Range 0.03 to 0.3."""

RIDGE = 0.0003
"""Pull of the coefficients towards zero, by which the bases that were left out were judged best."""

STEPS = 1500
STEP = 0.03
DECAYS = (0.9, 0.999)
"""Adam's step and decays, with which the fit has settled well before the last step."""


@dataclass(frozen=True, slots=True)
class Case:
    """The evidence for one question, and which choices are right; the last choice is to decline."""

    evidence: Evidence
    right: npt.NDArray[np.bool_]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Base:
    """The cases of one base: the questions that were asked of it, and some of them asked of somebody else."""

    asked: list[Case]
    swapped: list[Case]


def read(folder: Path) -> Base:
    """The questions of one base as the matcher sees them."""
    matcher = Matcher(load_or_raise(folder / "facts.yaml"), UNFITTED)
    numbers = {fact.id: number for number, fact in enumerate(matcher.base.facts)}
    random = Random(folder.name)  # noqa: S311 - nothing secret is drawn
    base = Base([], [])
    for entry in yaml.safe_load((folder / "questions.yaml").read_text(encoding="utf-8")):
        reading, wanted = matcher.vocabulary.read(entry["q"]), [numbers[fact] for fact in entry["facts"]]
        evidence = matcher.evidence(reading)
        right = np.isin(evidence.classes, wanted) if wanted else evidence.classes >= len(numbers)
        base.asked.append(Case(evidence, np.append(right, not wanted or not right.any()), bool(wanted)))
        if wanted and matcher.base.names:
            base.swapped.extend(_swapped(matcher, reading, wanted, random.choice(matcher.base.names).name))
    return base


def _swapped(matcher: Matcher, reading: Reading, wanted: Sequence[int], name: str) -> Iterator[Case]:
    """The question with `name` instead of each of its names in turn, where no fact answers that.

    None does if what explains most of it are the facts that answered the question, to which the name is foreign.
    """
    for old in outermost_names(reading):
        evidence = matcher.evidence(matcher.vocabulary.read(reading.with_instead(name, old)))
        foreign, recall = (evidence.candidates[:, FOR_CANDIDATE.index(of)] for of in ("foreign_names", "recall"))
        is_subject = evidence.classes >= len(matcher.base.facts)
        explained = recall[np.isin(evidence.classes, wanted) & (foreign > 0)].max(initial=0.0)
        if recall[~is_subject & (foreign == 0)].max(initial=0.0) < explained:
            yield Case(evidence, np.append(is_subject, True), answerable=False)


THRESHOLDS = confidence.Thresholds(answered_from=0.4, unsure_from=0.2, clear_from=0.35)
CAUTION = 0.2
"""The thresholds of the decision, and what a base without a list of what it does not cover adds to the first.

Chosen by hand: on the acceptance questions, whose base lists much, thresholds of 0.4 to 0.5 answer best, and on the
bases here, which list little, 0.6 to 0.7.
"""

UNFITTED = confidence.Calibration(np.zeros(len(FOR_CANDIDATE)), np.zeros(len(FOR_DECLINING)), THRESHOLDS, CAUTION)


def fit(bases: Sequence[Base]) -> tuple[Floats, Floats]:
    """The coefficients of greatest likelihood, each base counting the same; for candidates, and for declining."""
    parts = [(cases, share) for base in bases for cases, share in ((base.asked, 1.0), (base.swapped, SWAPPED)) if cases]
    everything = [case for cases, _ in parts for case in cases]
    rows, owners, right = _stack(everything)
    scale = np.maximum(np.abs(rows).max(axis=0), 1e-9)
    rows = rows / scale
    weights = np.concatenate([np.full(len(cases), share / len(cases)) for cases, share in parts]) / len(bases)
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    coefficients, mean, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        utilities = rows @ coefficients
        exponentials = np.exp(utilities - np.maximum.reduceat(utilities, starts)[owners])
        all_of = np.add.reduceat(exponentials, starts)[owners]
        right_of = np.add.reduceat(exponentials * right, starts)[owners] + 1e-12
        error = exponentials / all_of - exponentials * right / right_of
        gradient = (error * weights[owners]) @ rows + 2 * RIDGE * coefficients
        mean = DECAYS[0] * mean + (1 - DECAYS[0]) * gradient
        square = DECAYS[1] * square + (1 - DECAYS[1]) * gradient**2
        corrected = mean / (1 - DECAYS[0] ** step), square / (1 - DECAYS[1] ** step)
        coefficients -= STEP * corrected[0] / (np.sqrt(corrected[1]) + 1e-9)
    coefficients /= scale
    return coefficients[: len(FOR_CANDIDATE)], coefficients[len(FOR_CANDIDATE) :]


def _stack(everything: Sequence[Case]) -> tuple[Floats, npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """All choices of all cases as rows, the case that each belongs to, and which are right."""
    width = len(FOR_CANDIDATE), len(FOR_DECLINING)
    blocks = []
    for case in everything:
        block = np.zeros((len(case.right), sum(width)))
        block[:-1, : width[0]] = case.evidence.candidates
        block[-1, width[0] :] = case.evidence.declining
        blocks.append(block)
    owners = np.repeat(np.arange(len(everything)), [len(case.right) for case in everything])
    return np.concatenate(blocks), owners, np.concatenate([case.right for case in everything])


@dataclass(frozen=True, slots=True)
class Judged:
    """How the constants did on the cases of one base: each case's confidence, clearness, and whether it was right."""

    confidence: Floats
    clearness: Floats
    right: npt.NDArray[np.bool_]
    answerable: npt.NDArray[np.bool_]


def judge(base: Sequence[Case], coefficients: tuple[Floats, Floats]) -> Judged:
    """The decisions on the cases of one base."""
    constants = confidence.Calibration(*coefficients, THRESHOLDS, CAUTION)
    found = [_judge(case, constants) for case in base]
    return Judged(
        confidence=np.array([sure for sure, _, _ in found]),
        clearness=np.array([clear for _, clear, _ in found]),
        right=np.array([right for _, _, right in found]),
        answerable=np.array([case.answerable for case in base]),
    )


def _judge(case: Case, constants: confidence.Calibration) -> tuple[float, float, bool]:
    """The confidence and clearness of one case, and whether its first fact is a right one."""
    chances = confidence.chances(case.evidence, constants)
    facts = case.evidence.candidates[:, FOR_CANDIDATE.index("not_covered")] == 0
    first = int(np.argmax(np.where(facts, chances, -1.0)))
    sure = float(chances[facts].sum())
    return sure, float(chances[first]) / max(sure, 1e-9), case.answerable and bool(case.right[first])


def auroc(judged: Judged) -> float:
    """The chance that an answerable question has a higher confidence than an unanswerable one; 0.5 is mere luck."""
    wins = judged.confidence[judged.answerable][:, None] - judged.confidence[~judged.answerable][None, :]
    return float(np.mean((wins > 0) + (wins == 0) / 2))


def main() -> None:
    """Judges each base by constants fitted on the others, then fits on all and writes the constants down."""
    bases = {folder.name: read(folder) for folder in sorted(BASES.iterdir()) if folder.is_dir()}
    table = Table("base, left out", "first right", "AUROC", title="How well the constants carry over")
    for name, base in bases.items():
        others = [other for other_name, other in bases.items() if other_name != name]
        judged = judge(base.asked, fit(others))
        table.add_row(name, f"{judged.right[judged.answerable].mean():.3f}", f"{auroc(judged):.3f}")
    Console().print(table)
    candidate, declining = fit(list(bases.values()))
    stored = {
        "candidate": dict(zip(FOR_CANDIDATE, candidate.round(4).tolist(), strict=True)),
        "declining": dict(zip(FOR_DECLINING, declining.round(4).tolist(), strict=True)),
        "thresholds": asdict(THRESHOLDS),
        "caution": CAUTION,
    }
    TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    Console().print(f"Wrote {TARGET.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main()
