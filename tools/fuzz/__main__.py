"""`make fuzz`: attacks one target for some minutes, led by what the code does, and says what the worst input costs.

An input for which a promise does not hold, or that costs more than it may, is kept in the corpus, which each test run
replays.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["bot"]):
    from tools.fuzz.cost import cost_alone
    from tools.fuzz.inputs import TARGETS, Target

BY_LIBFUZZER = 0.3
"""Share of the mutations that are left to libFuzzer."""


class Fuzzer:
    """Feeds one target, and remembers what cost most."""

    def __init__(self, name: str, target: Target, folder: Path) -> None:
        self._name = name
        self._target = target
        self._slowest = folder / "slowest"
        self._suspicious = 0.0
        self._worst = 0.0

    def examine(self, data: bytes) -> None:
        """Raise if `data` breaks a promise."""
        watched = self._target.cost(data)
        if watched <= self._suspicious:
            return
        self._suspicious = watched
        file = self._slowest.with_name("suspicious")
        file.write_bytes(data)
        cost = cost_alone(self._name, file)
        if cost > self._worst:
            self._worst = cost
            file.replace(self._slowest)
            sys.stderr.write(f"slowest so far: {1000 * cost:.1f} ms for {len(data):,} bytes, in {self._slowest}\n")
        if cost > self._target.seconds:
            raise AssertionError(f"costs {cost:.3f} seconds of the processor, not {self._target.seconds} at most")

    def mutate(self, data: bytes, largest: int, seed: int) -> bytes:
        """Return `data` changed by libFuzzer, which knows what the code looks at, or by us, who know what it means."""
        random = Random(seed)  # noqa: S311 - for tests
        if random.random() < BY_LIBFUZZER:
            return bytes(atheris.Mutate(data, largest))
        return self._target.mutator.mutated(data, random)[:largest]


def main() -> None:
    """Attack until the time is over or something is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    chosen = parser.parse_args()
    target, folder = TARGETS[chosen.target](), Path(tempfile.mkdtemp(prefix="fuzz-"))
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(target.seeds):
        (seeds / str(number)).write_bytes(seed)
    fuzzer = Fuzzer(chosen.target, target, folder)
    options = (
        f"-max_total_time={chosen.seconds}",
        f"-max_len={target.mutator.most}",
        f"-artifact_prefix={target.corpus}/",
        f"-report_slow_units={chosen.seconds}",  # the processor's time counts, which `examine` looks at
    )
    arguments = [sys.argv[0], *options, str(seeds), str(target.corpus)]
    atheris.Setup(arguments, fuzzer.examine, custom_mutator=fuzzer.mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
