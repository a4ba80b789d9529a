"""`python -m tests.bench`: measures, and writes the report and its chart."""

import os
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from tests.bench.chart import chart
from tests.bench.peers import PEERS
from tests.bench.report import report
from tests.bench.running import FULL, QUICK, run

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> None:
    """Measure as the `arguments` say."""
    parser = ArgumentParser(prog="python -m tests.bench", description="Measures, and writes a report and its chart.")
    parser.add_argument("--quick", action="store_true", help="only small bases, and few rounds")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs", help="where bench.md and bench.svg go")
    chosen = parser.parse_args(arguments)
    os.environ["HF_HUB_OFFLINE"] = "1"  # the model is in its package
    peers = [peer for peer in PEERS if not (chosen.quick and peer.slow)]
    bases = sorted(path.parent for path in (ROOT / "tests" / "bases").glob("*/facts.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        results = run(QUICK if chosen.quick else FULL, peers, ROOT / "knowledge", bases, Path(folder))
    (chosen.folder / "bench.md").write_text(report(results), "utf-8")
    (chosen.folder / "bench.svg").write_text(chart(results.answers, results.made), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
