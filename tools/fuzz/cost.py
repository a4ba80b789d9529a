"""What one input costs, in a process of its own: nothing watches what the code does, and nothing is remembered."""

import subprocess
import sys
from pathlib import Path

from tools.fuzz.inputs import ROOT, TARGETS

TIMES = 3
"""The least of so many counts: what is more was not the input's fault."""


def cost_alone(target: str, file: Path) -> float:
    """Return the seconds of the processor that the input in `file` costs."""
    command = [sys.executable, "-m", __name__, target, str(file)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - this module
    return float(done.stdout)


def main() -> None:
    """Print the cost of the input that the command line names."""
    name, file = sys.argv[1:]
    target, data = TARGETS[name](), Path(file).read_bytes()
    target.examine(target.seeds[0])
    sys.stdout.write(f"{min(target.cost(data) for _ in range(TIMES))}\n")


if __name__ == "__main__":
    main()
