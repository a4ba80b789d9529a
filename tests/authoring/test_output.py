"""New files are written all or not at all, and nothing is overwritten unless somebody says so."""

from pathlib import Path

import pytest

from bot.authoring.output import OutputError, write_new


def test_files_and_the_folders_that_they_need_are_made(tmp_path: Path) -> None:
    files = {tmp_path / "a" / "b" / "one.yaml": b"1", tmp_path / "two.yaml": b"2"}

    assert write_new(files, force=False) == ()
    assert {path: path.read_bytes() for path in files} == files


def test_one_that_is_there_keeps_all_from_being_written(tmp_path: Path) -> None:
    there, new = tmp_path / "there.yaml", tmp_path / "new.yaml"
    there.write_text("mine")

    with pytest.raises(OutputError, match=r"there\.yaml is there already, so nothing was written; --force overwrites"):
        write_new({new: b"1", there: b"2"}, force=False)
    assert not new.exists()
    assert there.read_text() == "mine"


def test_a_link_that_leads_nowhere_is_there(tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(tmp_path / "elsewhere.yaml")

    with pytest.raises(OutputError):
        write_new({link: b"1"}, force=False)
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_what_force_overwrites_is_told(tmp_path: Path) -> None:
    there = tmp_path / "there.yaml"
    there.write_text("mine")

    assert write_new({there: b"2", tmp_path / "new.yaml": b"1"}, force=True) == (there,)
    assert there.read_bytes() == b"2"


def test_a_place_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(OutputError, match=r"one\.yaml cannot be written"):
        write_new({tmp_path / "file" / "one.yaml": b"1"}, force=True)
