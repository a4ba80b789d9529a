"""A whole run of the bench, as small as can be: it is to be there when it is needed."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tests.samples import ARTICLE, LIGHTHOUSE
from tools.bench.aims import aims
from tools.bench.answers import TALKSBOT, WORDS_ALONE
from tools.bench.chart import chart
from tools.bench.lazy import ARTICLE as LAZY
from tools.bench.peers import PEERS, Peer
from tools.bench.report import report
from tools.bench.results import Results
from tools.bench.running import Plan, run
from tools.bench.speed import Built, Cost, Effort, growth, shares
from tools.bench.spread import Spread
from tools.bench.traffic import Load, unheard

pytestmark = [pytest.mark.slow, pytest.mark.measure]

ROOT = Path(__file__).parents[2]
TINY = Plan((5, 10), 5, Effort(1, 3, 0.1), 5, 1, (5,), 1, Load(1, 20, 3), 1)
MISSING = Peer("a library that nobody has", PEERS[0].build, "nobody-has-it", "nobody_has_it")
BY_WORDS, BY_MEANING = (next(peer for peer in PEERS if peer.by_meaning is by_meaning) for by_meaning in (False, True))
QUESTIONS: tuple[tuple[str, list[str]], ...] = (
    ("What is the height of the lighthouse?", ["tower-height"]),
    ("who looked after the lamp at first", ["first-keeper"]),
    ("In which colours was it painted in 1931?", ["paint-colour"]),
    ("How many people visit it in a year?", []),
)


def write(folder: Path, *, lazy: bool) -> Path:
    """A base with its questions; a lazy one has its article beside it."""
    folder.mkdir()
    (folder / "facts.yaml").write_text(LIGHTHOUSE, "utf-8")
    asked = [{"q": question, "facts": facts} for question, facts in QUESTIONS]
    (folder / "questions.yaml").write_text(yaml.safe_dump(asked), "utf-8")
    if lazy:
        (folder / LAZY).write_text(ARTICLE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("bases")
    bases = [write(folder / name, lazy=lazy) for name, lazy in (("first", True), ("second", True), ("older", False))]
    knowledge = write(folder / "knowledge", lazy=False)
    return run(TINY, [BY_WORDS, BY_MEANING, MISSING], knowledge, bases, tmp_path_factory.mktemp("bench"))


def test_the_report_has_every_part_and_says_what_is_left_out(results: Results) -> None:
    page = report(results)
    lines = page.splitlines()

    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == [
        "At a glance",
        "Aims",
        "Answers on lazy bases",
        "Answers on the talks",
        "Answers on the older bases",
        "Speed",
        "Reload",
        "Proposals",
        "The whole bot",
        "Start to first answer",
    ]
    rows = {
        name: sum(line.startswith(f"| {name} |") for line in lines)
        for name in (TALKSBOT, WORDS_ALONE, BY_WORDS.name, BY_MEANING.name)
    }
    assert rows[WORDS_ALONE] == rows[BY_WORDS.name] + 1, "each table, and that of the bots"
    assert rows[TALKSBOT] == rows[WORDS_ALONE] - 1, "all but that of the base that is not embedded"
    assert rows[BY_MEANING.name] == rows[BY_WORDS.name] - 1
    assert f"it is not installed: {MISSING.name}." in page


def test_a_lazy_base_is_judged_by_constants_fitted_on_the_others(results: Results) -> None:
    assert results.lazy.bases == ("first", "second")
    assert results.older.bases == ("older",)
    assert results.fitted_on == 2
    for of_program in results.lazy.programs:
        for performance in of_program:
            assert len(performance.outcomes) == len(QUESTIONS)


def test_the_forward_passes_of_a_question_are_part_of_its_time(results: Results) -> None:
    for each in results.forward:
        assert 1 <= each.asked <= TINY.effort.questions
        assert each.ratio.least >= 1


def test_the_bot_that_goes_by_meaning_has_the_model_in_its_memory(results: Results) -> None:
    talksbot, words_alone, *echoes = results.traffic

    assert talksbot.memory > words_alone.memory + 20e6
    assert [talksbot.bot, words_alone.bot] == [TALKSBOT, WORDS_ALONE]
    assert all(echo.is_echo for echo in echoes)


def test_what_was_embedded_before_is_still_there_when_the_index_is_built(results: Results) -> None:
    for embedded, cost in zip(results.embedded, (results.here[0], results.made[0]), strict=True):
        assert (cost.program, cost.facts) == (TALKSBOT, embedded.facts)
        assert cost.built.seconds < embedded.seconds


def test_the_report_names_no_place_of_this_machine(results: Results, tmp_path: Path) -> None:
    page = report(results) + chart(results.lazy.together, results.made)

    assert str(ROOT) not in page
    assert str(tmp_path.parent) not in page


def test_the_chart_has_a_bar_and_a_line_for_each_program(results: Results) -> None:
    picture = ElementTree.fromstring(chart(results.lazy.together, results.made))  # noqa: S314 - our own

    words = [element.text for element in picture.iter()]
    for program in (TALKSBOT, WORDS_ALONE, BY_WORDS.name, BY_MEANING.name):
        assert words.count(program) == 2


def test_an_aim_that_is_missed_is_called_so(results: Results) -> None:
    slow = replace(results.forward[0], ratio=Spread(1e9, 1e9, 1e9))
    changed = replace(results, forward=(slow, *results.forward[1:]))

    first = next(aims(changed))

    assert not first.met
    assert f"{first.measured} | **not met** |" in report(changed)


def test_no_question_is_asked_in_two_rounds() -> None:
    assert shares(["a", "b", "a", "c", "d", "e"], Effort(2, 200, 1.0)) == [["a", "b"], ["c", "d"]]
    assert shares(["a", "b", "c", "d"], Effort(2, 1, 1.0)) == [["a"], ["b"]]


def test_no_text_is_sent_twice_and_all_that_differs_are_capitals() -> None:
    texts = list(unheard(["How high is it?", "Why?", "why?"]))

    assert texts[:3] == ["How high is it?", "Why?", "why?"]
    assert len(texts) == len(set(texts)) == 2**4 + 3
    assert {text.casefold() for text in texts} == {"how high is it?", "why?"}


def test_a_cost_in_proportion_to_the_facts_grows_with_an_exponent_of_one() -> None:
    costs = [
        Cost("a program", facts, Built(0.0, 0, 0), 1, Spread(cost, cost, cost), cost, Spread(cost, cost, cost), None)
        for facts, cost in ((50, 70.0), (1_000, 100.0), (5_000, 500.0), (20_000, 2_000.0))
    ]

    assert growth(costs) == pytest.approx(1.0)
    assert growth(costs[:2]) is None
