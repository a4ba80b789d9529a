"""Which files are read, and what is said of those that cannot be."""

import os
from pathlib import Path

import pytest

from bot.facts.files import question_set, read_files
from tests.samples import written


def names(path: Path) -> list[str]:
    files, problems = read_files(path)
    assert problems == ()
    return [Path(file.name).name for file in files]


def test_the_question_set_is_the_one_that_is_there(tmp_path: Path) -> None:
    assert question_set(tmp_path).name == "questions.yaml"
    for name in ("questions.yml", "questions.yaml"):
        written(tmp_path, name=name)
        assert question_set(tmp_path).name == name


def test_yaml_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "c.yml", "d.txt"):
        written(tmp_path, name=name)
    (tmp_path / "sub").mkdir()
    written(tmp_path / "sub", name="e.yaml")
    assert names(tmp_path) == ["a.yaml", "b.yaml", "c.yml", "e.yaml"]


def test_a_mounted_config_map_is_read_once(tmp_path: Path) -> None:
    version = tmp_path / "..2024_11_22"
    version.mkdir()
    written(version, name="talks.yaml")
    (tmp_path / "..data").symlink_to(version.name)
    (tmp_path / "talks.yaml").symlink_to("..data/talks.yaml")
    assert names(tmp_path) == ["talks.yaml"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, name="a.yaml")
    written(tmp_path, name=".draft.yaml")
    (tmp_path / ".#a.yaml").symlink_to("nobody@nowhere")
    assert names(tmp_path) == ["a.yaml"]


def test_a_pipe_in_the_folder_holds_nobody_up(tmp_path: Path) -> None:
    written(tmp_path, name="a.yaml")
    os.mkfifo(tmp_path / "b.yaml")
    assert names(tmp_path) == ["a.yaml"]


def test_a_link_to_nothing_is_reported_beside_what_can_be_read(tmp_path: Path) -> None:
    written(tmp_path, name="a.yaml")
    (tmp_path / "b.yaml").symlink_to("gone.yaml")
    files, problems = read_files(tmp_path)
    assert len(files) == 1
    assert [str(problem) for problem in problems] == [
        f"{tmp_path}/b.yaml:1: cannot be read (No such file or directory); check that it is there and may be read"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    written(tmp_path, name="a.yaml").chmod(0)
    assert "cannot be read (Permission denied)" in str(read_files(tmp_path)[1][0])


def test_an_endless_file_is_not_read_to_its_end() -> None:
    files, problems = read_files(Path("/dev/zero"))
    assert files == ()
    assert [str(problem) for problem in problems] == [
        "/dev/zero:1: is larger than 8,000,000 bytes; split it into several files"
    ]
