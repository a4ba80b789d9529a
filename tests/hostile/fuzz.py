"""`make fuzz`: attacks one target for some minutes, led by what the code does, and says what the worst input costs.

An input for which a promise does not hold, or that costs more than it may, is kept in the corpus, which each test run
replays. Time is that of the processor, and counts only if it is the same three times over.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["bot"]):
    from tests.hostile import inputs

TARGETS = {"files": inputs.files, "questions": inputs.questions}
SLOWEST = "slowest"

BY_LIBFUZZER = 0.3
"""Share of the mutations that are left to libFuzzer."""


class Fuzzer:
    """Feeds one target, and remembers what cost most."""

    def __init__(self, target: inputs.Target, folder: Path) -> None:
        self._target = target
        self._folder = folder
        self._worst = 0.0

    def examine(self, data: bytes) -> None:
        """Raise if `data` breaks a promise."""
        cost = self._target.cost(data)
        if cost <= self._worst:
            return
        cost = min(cost, self._target.cost(data), self._target.cost(data))
        if cost > self._worst:
            self._worst = cost
            kept = self._folder / SLOWEST
            kept.write_bytes(data)
            sys.stderr.write(f"slowest so far: {1000 * cost:.1f} ms for {len(data):,} bytes, in {kept}\n")
        if cost > self._target.seconds:
            raise AssertionError(f"costs {cost:.2f} seconds of the processor, not {self._target.seconds} at most")

    def mutate(self, data: bytes, largest: int, seed: int) -> bytes:
        """`data` changed by libFuzzer, which knows what the code looks at, or by us, who know what it means."""
        random = Random(seed)  # noqa: S311 - for tests
        return (
            atheris.Mutate(data, largest)
            if random.random() < 0.3
            else self._target.mutator.mutated(data, random)[:largest]
        )


def main() -> None:
    """Attack until the time is over or something is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    chosen = parser.parse_args()
    target = TARGETS[chosen.target]()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for number, seed in enumerate(target.seeds):
        (folder / f"seed{number}").write_bytes(seed)
    fuzzer = Fuzzer(target, folder)
    options = (
        f"-max_total_time={chosen.seconds}",
        f"-max_len={target.mutator.most}",
        f"-artifact_prefix={target.corpus}/",
    )
    arguments = [sys.argv[0], *options, str(folder), str(target.corpus)]
    atheris.Setup(arguments, fuzzer.examine, custom_mutator=fuzzer.mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
