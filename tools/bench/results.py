"""What one run of the bench has measured."""

from dataclasses import dataclass

from bot.evaluation.cases import Case
from tools.bench.answers import OverBases, Performance
from tools.bench.embeddings import Embedded
from tools.bench.forward import Forward
from tools.bench.machine import Machine
from tools.bench.proposing import Proposing
from tools.bench.reloading import Reloading
from tools.bench.speed import Cost
from tools.bench.starting import Starting
from tools.bench.traffic import Traffic


@dataclass(frozen=True, slots=True)
class Results:
    """All of it; where there are several programs, talksbot comes first, with the model and then without.

    `answers` and `here` are about the facts and the acceptance questions of the project, `lazy` about the lazy bases,
    each with constants that were fitted on the others of all `fitted_on`, `older` about the other bases of the
    calibration, `made` about those that were made. `absent` are the peers that are not installed.
    """

    machine: Machine
    cases: tuple[Case, ...]
    facts: int
    answers: tuple[Performance, ...]
    lazy: OverBases
    older: OverBases
    fitted_on: int
    here: tuple[Cost, ...]
    made: tuple[Cost, ...]
    embedded: tuple[Embedded, ...]
    forward: tuple[Forward, ...]
    reloads: tuple[Reloading, ...]
    proposals: tuple[Proposing, ...]
    traffic: tuple[Traffic, ...]
    starting: Starting
    absent: tuple[str, ...]
