"""The files of a moment, by the names that admins use."""

from pathlib import Path

from bot.facts.snapshots import snapshot
from tests.samples import LIGHTHOUSE, written


def test_files_are_named_by_their_path_inside_the_folder(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "deep").mkdir()
    written(tmp_path / "deep", name="more.yaml")

    assert [file.name for file in snapshot(tmp_path).files] == ["deep/more.yaml", "facts.yaml"]
    assert [file.name for file in snapshot(tmp_path / "facts.yaml").files] == ["facts.yaml"]


def test_what_cannot_be_read_is_a_problem_by_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to("nowhere")

    found = snapshot(tmp_path)

    assert [problem.file for problem in found.problems] == ["gone.yaml"]
    assert found.parsed().base is None
    assert found.put("gone.yaml", LIGHTHOUSE.encode()).parsed().base is not None


def test_a_file_can_be_put_and_taken_away(tmp_path: Path) -> None:
    written(tmp_path)
    before = snapshot(tmp_path)

    changed = before.put("facts.yaml", b"new").put("a.yaml", b"one more")

    assert [(file.name, file.data) for file in changed.files] == [("a.yaml", b"one more"), ("facts.yaml", b"new")]
    assert changed.put("a.yaml", None).get("a.yaml") is None


def test_the_hash_tells_files_apart_by_name_and_by_bytes(tmp_path: Path) -> None:
    written(tmp_path)
    before = snapshot(tmp_path)

    assert before.hash == snapshot(tmp_path).hash
    assert before.put("facts.yaml", b"new").hash != before.hash
    assert before.put("facts.yaml", None).put("other.yaml", LIGHTHOUSE.encode()).hash != before.hash


def test_a_file_that_is_put_does_not_mend_another_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to("nowhere")

    changed = snapshot(tmp_path).put("facts.yaml", LIGHTHOUSE.encode())

    assert [problem.file for problem in changed.problems] == ["gone.yaml"]
    assert changed.parsed().base is None
