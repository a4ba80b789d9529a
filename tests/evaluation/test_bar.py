"""The bar, and what does not reach it."""

from pathlib import Path

import pytest

from bot.evaluation.bar import Bar, BarError, read_bar
from bot.evaluation.figures import Outcome, Tally


def test_figures_on_the_bar_will_do() -> None:
    total = Tally({Outcome.RIGHT: 90, Outcome.WRONG: 10, Outcome.FALSE: 1, Outcome.DECLINED: 9})
    assert Bar(right=0.9, wrong=0.1, false=0.1).shortfalls(total) == ()


def test_every_figure_off_the_bar_is_named() -> None:
    total = Tally({Outcome.RIGHT: 8, Outcome.WRONG: 2, Outcome.FALSE: 1, Outcome.DECLINED: 9})
    assert Bar(right=0.85, wrong=0.05, false=0.06).shortfalls(total) == (
        "right is 80.0%, below 85.0%",
        "wrong is 20.0%, above 5.0%",
        "false is 10.0%, above 6.0%",
    )


def test_a_set_without_answerable_questions_is_not_blamed_for_it() -> None:
    assert Bar().shortfalls(Tally({Outcome.DECLINED: 5})) == ()


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
    with pytest.raises(BarError, match="takes right, wrong and false, each between 0 and 1"):
        read_bar(path)
