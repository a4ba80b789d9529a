"""What one input costs, in a process of its own: nothing watches what the code does, and nothing is remembered."""

import subprocess
import sys
from pathlib import Path

from tools.fuzz.inputs import ROOT, TARGETS

TIMES = 3
"""The least of so many runs counts: what another took more was not the input's fault."""


def cost_alone(target: str, file: Path) -> float:
    """Return the seconds of the processor that the input in `file` costs when it comes for the first time."""
    command = [sys.executable, "-m", __name__, target, str(file)]
    runs = [subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True) for _ in range(TIMES)]  # noqa: S603 - this module
    return min(float(done.stdout) for done in runs)


def main() -> None:
    """Print the cost of the input that the command line names."""
    name, file = sys.argv[1:]
    target, data = TARGETS[name](), Path(file).read_bytes()
    target.examine(target.seeds[0])
    sys.stdout.write(f"{target.cost(data)}\n")


if __name__ == "__main__":
    main()
