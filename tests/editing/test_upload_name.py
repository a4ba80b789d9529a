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
        ("new.yml", "new.yml"),
        ("A.YAML", "a.yaml"),
        ("B (2).yaml", "deep/b.yaml"),
        ("Stra\N{LATIN SMALL LETTER SHARP S}e.yaml", "Stra\N{LATIN SMALL LETTER SHARP S}e.yaml"),
    ],
)
def test_a_name_leads_to_the_file_of_that_name_or_to_a_new_one(tmp_path: Path, name: str, file: str) -> None:
    assert file_for_upload(name, b"", tmp_path, FILES) == file


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
        ("a.txt", Reason.NOT_YAML),
        ("new.YAML", Reason.NOT_YAML),
        ("questions.yaml", Reason.QUESTION_SET),
        ("Questions.yml", Reason.QUESTION_SET),
        (".yaml", Reason.HIDDEN),
        (".a.yaml", Reason.HIDDEN),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(tmp_path: Path, name: str, reason: Reason) -> None:
    found = file_for_upload(name, b"", tmp_path, FILES)

    assert isinstance(found, Refused)
    assert found.reason is reason


def test_where_one_file_is_served_no_other_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("")

    assert file_for_upload("a (3).yaml", b"", file, FILES) == "a.yaml"
    assert file_for_upload("b.yaml", b"", file, FILES) == Refused(Reason.OTHER_FILE, "a.yaml")


def test_a_name_that_several_folders_have_is_told(tmp_path: Path) -> None:
    assert file_for_upload("c.yaml", b"", tmp_path, FILES) == Refused(Reason.AMBIGUOUS, "c.yaml")


def facts(*ids: str) -> bytes:
    return "".join(f"- {{id: {fact}}}\n" for fact in ids).join(("facts:\n", "")).encode()


CITY = Snapshot(
    (
        FactFile("library.yaml", facts("books", "opening", "rules")),
        FactFile("zoo/lions.yaml", facts("lion", "cub")),
        FactFile("park/lions.yaml", facts("statue")),
        FactFile("cafe\N{COMBINING ACUTE ACCENT}.yaml", facts("coffee")),
        FactFile("questions.yaml", b"- q: Why?"),
    )
)


@pytest.mark.parametrize(
    ("name", "data", "file"),
    [
        ("library 2.yaml", facts("books", "opening", "rules"), "library.yaml"),
        ("Copy of library.yaml", facts("books", "opening", "hours"), "library.yaml"),
        ("library.yml", facts("books"), "library.yaml"),
        ("questions 2.yaml", facts("books"), "library.yaml"),
        ("lions.yaml", facts("lion"), "zoo/lions.yaml"),
        ("library 2.yaml", facts("books", "opening", *(f"new-{number}" for number in range(9))), "library.yaml"),
        ("library.yaml.txt", facts("books", "opening"), "library.yaml"),
        ("library.yaml ", facts("books"), "library.yaml"),
        ("", facts("books"), "library.yaml"),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}.yaml", b"", "cafe\N{COMBINING ACUTE ACCENT}.yaml"),
        ("town.yaml", facts("books", "mayor", "hall"), "town.yaml"),
        ("town.yaml", facts("books", "lion"), "town.yaml"),
        ("town.yaml", facts("mayor"), "town.yaml"),
        ("town.yaml", b"facts: [", "town.yaml"),
        ("town.yaml", b"facts: {id: books}", "town.yaml"),
    ],
)
def test_a_renamed_copy_is_known_by_its_facts(tmp_path: Path, name: str, data: bytes, file: str) -> None:
    assert file_for_upload(name, data, tmp_path, CITY) == file


def test_a_file_of_another_kind_is_no_copy(tmp_path: Path) -> None:
    assert file_for_upload("library.txt", facts("mayor"), tmp_path, CITY) == Refused(Reason.NOT_YAML)
    assert file_for_upload("library.pdf", b"%PDF-1.7", tmp_path, CITY) == Refused(Reason.NOT_YAML)


def test_the_one_file_that_is_served_is_known_by_its_facts_too(tmp_path: Path) -> None:
    file = tmp_path / "library.yaml"
    file.write_text("")
    files = Snapshot((FactFile("library.yaml", facts("books")),))

    assert file_for_upload("library-1.yaml", facts("books"), file, files) == "library.yaml"
    assert file_for_upload("zoo.yaml", facts("lion"), file, files) == Refused(Reason.OTHER_FILE, "library.yaml")
