"""Which file an upload means."""

from pathlib import Path

import pytest

from bot.editing.outcomes import Reason, Refused
from bot.editing.upload_name import file_for_upload
from bot.facts.files import FactFile
from bot.facts.snapshots import Snapshot

FILES = Snapshot(tuple(FactFile(name, b"") for name in ("a.yaml", "deep/b.yaml", "one/c.yaml", "two/c.yaml")))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.yaml", "a.yaml"),
        ("a (1).yaml", "a.yaml"),
        ("a(12).yaml", "a.yaml"),
        ("b.yaml", "deep/b.yaml"),
        ("new.yaml", "new.yaml"),
        ("a-2.yaml", "a-2.yaml"),
        ("new (1).yaml", "new (1).yaml"),
        ("ä b.yaml", "ä b.yaml"),
    ],
)
def test_a_name_leads_to_the_file_of_that_name_or_to_a_new_one(tmp_path: Path, name: str, file: str) -> None:
    assert file_for_upload(name, tmp_path, FILES) == file


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../a.yaml", Reason.PATH_IN_NAME),
        ("/etc/a.yaml", Reason.PATH_IN_NAME),
        ("deep\\b.yaml", Reason.PATH_IN_NAME),
        ("a\0.yaml", Reason.PATH_IN_NAME),
        ("a\n.yaml", Reason.PATH_IN_NAME),
        (f"{'x' * 300}.yaml", Reason.PATH_IN_NAME),
        ("", Reason.NOT_YAML),
        ("a.yml", Reason.NOT_YAML),
        ("a.YAML", Reason.NOT_YAML),
        (".yaml", Reason.HIDDEN),
        (".a.yaml", Reason.HIDDEN),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(tmp_path: Path, name: str, reason: Reason) -> None:
    found = file_for_upload(name, tmp_path, FILES)

    assert isinstance(found, Refused)
    assert found.reason is reason


def test_where_one_file_is_served_no_other_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("")

    assert file_for_upload("a (3).yaml", file, FILES) == "a.yaml"
    assert file_for_upload("b.yaml", file, FILES) == Refused(Reason.OTHER_FILE, "a.yaml")


def test_a_name_that_several_folders_have_is_told(tmp_path: Path) -> None:
    assert file_for_upload("c.yaml", tmp_path, FILES) == Refused(Reason.AMBIGUOUS, "c.yaml")
