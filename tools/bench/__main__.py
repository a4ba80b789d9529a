"""`python -m tools.bench`: measures, and writes the report, its chart, and its figures into the documents."""

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from textwrap import fill

from tools.bench.chart import chart
from tools.bench.peers import PEERS
from tools.bench.readme import with_figures
from tools.bench.report import comparison, load, report
from tools.bench.running import FULL, QUICK, run

ROOT = Path(__file__).parents[2]
WIDTH = 120
EVERY = 4
"""Of how many bases in tests/bases a quick run takes one, to judge and to fit on."""


def main(arguments: list[str]) -> None:
    """Measure as the `arguments` say."""
    parser = ArgumentParser(prog="python -m tools.bench", description="Measures, and writes a report and its chart.")
    parser.add_argument("--quick", action="store_true", help="few bases and rounds; the report goes to build/")
    quick = parser.parse_args(arguments).quick
    peers = [peer for peer in PEERS if not (quick and peer.slow)]
    bases = sorted(path.parent for path in (ROOT / "tests" / "bases").glob("*/facts.yaml"))
    if quick:
        bases = bases[::EVERY]
    with tempfile.TemporaryDirectory() as folder:
        results = run(QUICK if quick else FULL, peers, ROOT / "knowledge", bases, Path(folder))
    if not quick:
        _put(ROOT / "README.md", "comparison", comparison(results))
        _put(ROOT / "docs" / "hosting.md", "load", fill(load(results), WIDTH))
    target = ROOT / ("build" if quick else "docs")
    target.mkdir(exist_ok=True)
    (target / "bench.md").write_text(report(results), "utf-8")
    (target / "bench.svg").write_text(chart(results.lazy.together, results.made), "utf-8")


def _put(document: Path, name: str, figures: str) -> None:
    document.write_text(with_figures(document.read_text("utf-8"), name, figures), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
