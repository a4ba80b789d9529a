"""Made bases are bases as people write them."""

from collections import Counter
from pathlib import Path

from bot.facts.loading import load
from tools.bench.made import made
from tools.bench.reloading import write


def test_the_same_seed_makes_the_same_base_and_another_one_another() -> None:
    assert made(20, asked=5, seed=1) == made(20, asked=5, seed=1)
    assert made(20, asked=5, seed=1) != made(20, asked=5, seed=2)


def test_a_few_words_are_everywhere_and_most_are_rare() -> None:
    base = made(500, asked=0, seed=1).base
    often = Counter(
        word for fact in base.facts for question in fact.questions for word in question.split()
    ).most_common()

    assert sum(count for _, count in often[:20]) > sum(count for _, count in often) / 4
    assert sum(count <= 10 for _, count in often) > len(often) / 2


def test_its_files_have_no_error_and_hold_just_that_base(tmp_path: Path) -> None:
    base = made(30, asked=0, seed=1).base
    write(base, tmp_path / "knowledge")
    read = load(tmp_path / "knowledge")

    assert read.errors == ()
    assert read.base == base
