"""A fact file that names its text is held against it, and no other file can be read that way."""

from pathlib import Path

import pytest

from bot.facts.file_watcher import signature
from bot.facts.loading import load
from bot.facts.snapshots import snapshot
from tests.samples import ARTICLE, LIGHTHOUSE


def written(folder: Path, text: str = "article.txt", article: str | None = ARTICLE) -> list[str]:
    file = folder / "facts.yaml"
    file.write_text(LIGHTHOUSE.replace("source:\n", f"source:\n  text: {text}\n", 1), "utf-8")
    if article is not None:
        (folder / "article.txt").write_text(article, "utf-8")
    return [problem.message for problem in load(folder).errors]


def test_quotes_that_stand_in_the_text_are_no_problem(tmp_path: Path) -> None:
    assert written(tmp_path) == []
    [source] = (load(tmp_path / "facts.yaml").base or pytest.fail("no base")).sources
    assert source.text == "article.txt"


def test_a_quote_that_is_not_in_the_text_is_an_error_wherever_it_is_loaded(tmp_path: Path) -> None:
    found = written(tmp_path, article=ARTICLE.replace("41 metres", "42 metres"))

    assert len(found) == 1
    assert "is not in the source word for word" in found[0]
    assert [problem.message for problem in load(tmp_path / "facts.yaml").errors] == found
    assert [problem.message for problem in snapshot(tmp_path).parsed().errors] == found


def test_a_text_that_is_not_there_is_an_error_at_its_key(tmp_path: Path) -> None:
    written(tmp_path, article=None)

    [problem] = load(tmp_path).errors
    assert problem.path == "source.text"
    assert "article.txt" in problem.message


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", ".env", "secret.env", "inside/../../secret.txt"])
def test_no_file_but_a_text_beside_the_facts_is_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    for secret in (tmp_path / "secret.txt", folder / ".env", folder / "secret.env"):
        secret.write_text("the tower, 41 metres tall", "utf-8")

    [message] = written(folder, name)

    assert "in the folder of the fact file" in message
    assert "tall" not in message


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("the tower, 41 metres tall", "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")

    [message] = written(folder, "link.txt")

    assert "in the folder of the fact file" in message


def test_a_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Küste".encode("latin-1"))

    [message] = written(tmp_path, "old.txt")

    assert "UTF-8" in message


def test_a_changed_text_is_seen_as_a_change_of_the_facts(tmp_path: Path) -> None:
    written(tmp_path)
    before = signature(tmp_path), signature(tmp_path / "facts.yaml")

    (tmp_path / "article.txt").write_text(f"{ARTICLE} And more.", "utf-8")

    assert before[0] != signature(tmp_path)
    assert before[1] != signature(tmp_path / "facts.yaml")
