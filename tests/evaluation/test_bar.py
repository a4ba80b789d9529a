"""The bar, and what does not reach it."""

from pathlib import Path

import pytest

from bot.evaluation.bar import Bar, BarError, read_bar
from bot.evaluation.figures import Figures, Tally
from bot.evaluation.results import Outcome

FIGURES = Figures(
    by_kind={},
    questions=Tally({Outcome.RIGHT: 8, Outcome.WRONG: 2, Outcome.FALSE: 1, Outcome.DECLINED: 9}),
    follow_ups=Tally({Outcome.RIGHT: 7, Outcome.UNSURE: 3}),
    chatter=Tally({Outcome.FALSE: 1, Outcome.DECLINED: 19}),
    repeated=50,
    differing=1,
)


def test_figures_on_the_bar_will_do() -> None:
    bar = Bar(right=0.8, wrong=0.2, false=0.1, follow_up=0.7, chatter=0.05, differs=0.02)
    assert bar.shortfalls(FIGURES) == ()


def test_every_figure_off_the_bar_is_named() -> None:
    bar = Bar(right=0.85, wrong=0.05, false=0.06, follow_up=0.75, chatter=0.02, differs=0.01)
    assert bar.shortfalls(FIGURES) == (
        "right is 80.0%, below 85.0%",
        "wrong is 20.0%, above 5.0%",
        "false is 10.0%, above 6.0%",
        "follow_up is 70.0%, below 75.0%",
        "chatter is 5.0%, above 2.0%",
        "differs is 2.0%, above 1.0%",
    )


def test_a_set_is_not_blamed_for_what_it_does_not_have() -> None:
    nothing = Tally({})
    assert Bar().shortfalls(Figures({}, Tally({Outcome.DECLINED: 5}), nothing, nothing)) == ()


def test_the_bar_is_read_from_the_project(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.talksbot.eval]\nright = 0.5\n", encoding="utf-8")
    assert read_bar(path) == Bar(right=0.5)


@pytest.mark.parametrize("text", ["", "[tool.other]\nx = 1\n"])
def test_a_project_without_a_bar_has_the_usual_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    assert read_bar(path) == read_bar(tmp_path / "missing.toml") == Bar()


@pytest.mark.parametrize("text", ["[tool.talksbot.eval]\nright = 85\n", "[tool.talksbot.eval]\nrigth = 0.8\n", "]"])
def test_a_bar_that_cannot_be_read_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        BarError, match="takes right, wrong, false, follow_up, chatter and differs, each between 0 and 1"
    ):
        read_bar(path)
