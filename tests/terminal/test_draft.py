"""`draft` as people run it: what it writes, what it says, and what it refuses."""

from pathlib import Path

import pytest

from bot.authoring.article import MAX_BYTES
from bot.facts.loading import load
from tests.authoring.drafts import LIGHTHOUSE
from tests.authoring.test_article import PAGE
from tests.commands import bot, bot_process

TEXT = "\n\n".join(LIGHTHOUSE) + "\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text file in a folder of its own."""
    path = tmp_path / "lighthouse.txt"
    path.write_text(TEXT, "utf-8")
    return path


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_draft_stands_beside_its_text_and_says_what_to_do_next(text: Path) -> None:
    done = bot("draft", "lighthouse.txt", folder=text.parent)
    loaded = load(text.with_suffix(".yaml"))

    assert done.status == 0
    assert done.errors == ""
    assert loaded.base is not None
    assert f"lighthouse.yaml: a draft of {len(loaded.base.facts)} facts" in done.output
    assert "Next: edit lighthouse.yaml, then python -m bot check lighthouse.yaml" in done.output
    assert "Then move lighthouse.yaml and lighthouse.txt into the folder knowledge of your bot" in done.output
    assert loaded.base.sources[0].text == "lighthouse.txt"
    assert files(text.parent) == {"lighthouse.txt", "lighthouse.yaml"}


@pytest.mark.parametrize(
    ("name", "content"), [("page.html", PAGE), ("page.md", f"# A page\n\n{TEXT}"), ("page.text", TEXT)]
)
def test_what_cannot_be_named_as_a_source_text_is_written_as_one(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")

    done = bot("draft", name, folder=tmp_path)
    loaded = load(tmp_path / "page.yaml")

    assert done.status == 0
    assert loaded.base is not None
    assert loaded.base.sources[0].text == "page.txt"
    assert "page.txt: the text that every quote is from" in done.output
    assert files(tmp_path) == {name, "page.yaml", "page.txt"}


def test_a_text_from_elsewhere_is_copied_beside_the_draft(text: Path, tmp_path: Path) -> None:
    there = tmp_path / "knowledge" / "tower.yaml"

    done = bot("draft", text, "--output", there, "--title", "The tower")
    loaded = load(there)

    assert done.status == 0
    assert loaded.base is not None
    assert (loaded.base.sources[0].title, loaded.base.sources[0].text) == ("The tower", "tower.txt")
    assert there.with_suffix(".txt").read_text("utf-8") == TEXT


@pytest.mark.slow
def test_a_pipe_is_drafted_into_a_pipe(tmp_path: Path) -> None:
    done = bot_process("draft", "-", "-o", "-", "--title", "The tower", typed=TEXT)
    (tmp_path / "piped.yaml").write_text(done.output, "utf-8")
    base = load(tmp_path / "piped.yaml").base

    assert done.status == 0
    assert base is not None
    assert (base.sources[0].title, base.sources[0].text) == ("The tower", None)
    assert done.errors.startswith("Standard output: a draft of ")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "has no sentences"),
        ("heading.txt", b"A heading\n", "has no sentences"),
        ("latin.txt", b"The caf\xe9 is open in May.\n", "not in UTF-8"),
        ("large.txt", b"The lamp burns. " * (5_000_000 // 16), "larger than"),
        ("page.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "has no article"),
        ("missing.txt", None, "cannot be read"),
    ],
)
def test_a_source_that_is_no_article_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    done = bot_process("draft", tmp_path / name, "--output", tmp_path / "draft.yaml")

    assert (done.status, done.output) == (1, "")
    assert said in done.errors
    assert len(done.errors.splitlines()) == 1
    assert files(tmp_path) == ({name} if content is not None else set())


@pytest.mark.parametrize("there", ["lighthouse.yaml", "other.txt"])
def test_nothing_is_overwritten_without_force(text: Path, there: str) -> None:
    (text.parent / there).write_text("mine", "utf-8")
    output = "other.yaml" if there == "other.txt" else there
    source = text if there == "lighthouse.yaml" else "-"

    refused = bot("draft", source, "-o", output, folder=text.parent, typed=TEXT)
    kept = (text.parent / there).read_text("utf-8")
    forced = bot("draft", source, "-o", output, "--force", folder=text.parent, typed=TEXT)

    assert (refused.status, refused.output, kept) == (1, "", "mine")
    assert "--force" in refused.errors
    assert forced.status == 0
    assert (text.parent / there).read_text("utf-8") != "mine"


def test_only_a_fact_file_is_written(text: Path) -> None:
    done = bot("draft", text, "-o", text.parent / "draft.txt")

    assert done.status == 1
    assert "does not end in .yaml" in done.errors


def test_the_largest_source_is_no_larger_than_a_fact_file_can_name() -> None:
    from bot.facts.yaml_reading import MAX_BYTES as MOST_OF_A_FILE

    assert MAX_BYTES <= MOST_OF_A_FILE
