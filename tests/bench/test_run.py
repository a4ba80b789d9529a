"""A whole run of the bench, as small as can be: it is to be there when it is needed."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.bench.aims import aims
from tests.bench.answers import TALKSBOT
from tests.bench.chart import chart
from tests.bench.peers import PEERS, Peer
from tests.bench.report import report
from tests.bench.results import Results
from tests.bench.running import Plan, run
from tests.bench.speed import Built, Cost, Effort, growth
from tests.bench.spread import Spread
from tests.bench.traffic import Load

ROOT = Path(__file__).parents[2]
TINY = Plan((10, 20), Effort(1, 3, 0.1), 10, 1, Load(1, 40, 3), 1)
MISSING = Peer("a library that nobody has", PEERS[0].build, "nobody-has-it", "nobody_has_it")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    museum = ROOT / "tests" / "bases" / "museum"
    return run(TINY, [PEERS[0], MISSING], ROOT / "knowledge", [museum], tmp_path_factory.mktemp("bench"))


def test_the_report_has_every_part_and_says_what_is_left_out(results: Results) -> None:
    page = report(results)

    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == [
        f"## {title}"
        for title in ("At a glance", "Aims", "Answers", "Speed", "Reload", "The whole bot", "Start to first answer")
    ]
    assert page.count(f"| {PEERS[0].name} |") == page.count(f"| {TALKSBOT} |") - 1, "each table but that of the bots"
    assert f"(`make neural`): {MISSING.name}." in page


def test_the_report_names_no_place_of_this_machine(results: Results, tmp_path: Path) -> None:
    page = report(results) + chart(results.answers, results.made)

    assert str(ROOT) not in page
    assert str(tmp_path.parent) not in page


def test_the_chart_has_a_bar_and_a_line_for_each_program(results: Results) -> None:
    picture = ElementTree.fromstring(chart(results.answers, results.made))  # noqa: S314 - our own

    words = [element.text for element in picture.iter()]
    for program in (TALKSBOT, PEERS[0].name):
        assert words.count(program) == 2


def test_an_aim_that_is_missed_is_called_so(results: Results) -> None:
    slow = replace(results.here[0], median=Spread(1e9, 1e9, 1e9))

    first = next(aims(replace(results, here=(slow,))))

    assert not first.met
    assert f"{first.measured} | **not met** |" in report(replace(results, here=(slow, *results.here[1:])))


def test_a_cost_in_proportion_to_the_facts_grows_with_an_exponent_of_one() -> None:
    costs = [
        Cost("a program", facts, Built(0.0, 0), 1, Spread(cost, cost, cost), cost, Spread(1.0, 1.0, 1.0))
        for facts, cost in ((50, 70.0), (1_000, 100.0), (5_000, 500.0), (20_000, 2_000.0))
    ]

    assert growth(costs) == pytest.approx(1.0)
    assert growth(costs[:2]) is None
