"""`init` as people run it: what it writes works without an option in that folder."""

from pathlib import Path

import pytest

from tests.commands import bot, bot_process

FILES = {".env", "knowledge/lighthouse.yaml", "knowledge/lighthouse.txt", "knowledge/questions.yaml"}


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_it_names_what_it_wrote_and_what_comes_next(tmp_path: Path) -> None:
    done = bot("init", "my bot", folder=tmp_path)

    assert (done.status, done.errors) == (0, "")
    assert files(tmp_path / "my bot") == FILES
    told, _, following = done.output.partition("\nNext:\n")
    assert {line.partition("  ")[0] for line in told.splitlines()} == {f"Wrote my bot/{name}" for name in FILES}
    assert following.splitlines() == [
        "    cd 'my bot'",
        "    python -m bot check",
        '    python -m bot ask "Who was the first keeper?"',
        "    python -m bot eval",
        "    python -m bot demo",
        "    python -m bot draft article.txt -o knowledge/article.yaml    # of your own text",
    ]


def test_all_commands_work_there(tmp_path: Path) -> None:
    assert bot("init", folder=tmp_path).status == 0

    checked = bot("check", folder=tmp_path)
    assert (checked.status, checked.output) == (0, "")
    assert checked.errors.splitlines()[0].endswith(": 0 errors, 0 warnings")
    assert "Ada Berg was the first keeper" in bot("ask", "Who was the first keeper?", folder=tmp_path).output
    assert bot("eval", folder=tmp_path).status == 0
    assert "BOT_TOKEN is not set" in bot("run", folder=tmp_path).errors


@pytest.mark.slow
def test_it_works_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = bot_process("init", tmp_path / "bot")

    assert (done.status, done.errors) == (0, "")
    assert files(tmp_path / "bot") == FILES


def test_a_file_of_yours_keeps_all_from_being_written(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_TOKEN=1:mine\n")

    done = bot("init", folder=tmp_path)

    assert (done.status, done.output) == (1, "")
    assert done.errors == ".env is there already, so nothing was written; --force overwrites it.\n"
    assert files(tmp_path) == {".env"}
    assert (tmp_path / ".env").read_text() == "BOT_TOKEN=1:mine\n"


def test_force_overwrites_and_says_what(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "questions.yaml").write_text("mine")

    done = bot("init", "--force", folder=tmp_path)

    assert done.status == 0
    assert [line.split()[1] for line in done.output.splitlines() if line.startswith("Overwrote")] == [
        "knowledge/questions.yaml"
    ]


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    done = bot("init", "file", folder=tmp_path)

    assert (done.status, done.output) == (1, "")
    assert "cannot be written (Not a directory)" in done.errors


def test_from_a_checkout_it_says_how_to_run_elsewhere(tmp_path: Path) -> None:
    assert "    python -m pip install .  " in bot("init", tmp_path / "bot").output
