"""`import` as people run it: a file goes in, a fact file that checks comes out, and nothing is lost in silence."""

from pathlib import Path

import pytest

from bot.authoring.pairs.reading import MAX_BYTES
from tests.commands import bot, bot_process

CSV = "question,answer\nWhen do you open?,At nine.\nWhat are your hours?,At nine.\nWhere are you?,\n"


def imported(folder: Path, data: str | bytes, name: str, *options: str) -> tuple[int, str, str]:
    """Import a file with this content; return the status and what was written to both streams."""
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    done = bot("import", name, *options, folder=folder)
    return done.status, done.output, done.errors


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("faq.csv", CSV),
        ("faq.tsv", CSV.replace(",", "\t")),
        ("faq.txt", CSV.replace(",", "\t").encode("utf-16")),
        ("faq.CSV", CSV.replace(",", ";").encode("utf-8-sig")),
        ("faq.jsonl", '{"questions": ["When do you open?", "What are your hours?"], "answer": "At nine."}'),
        (
            "faq.yml",
            'version: "3.1"\nnlu:\n- intent: hours\n'
            "  examples: |\n    - When do you open?\n    - What are your hours?\n"
            "responses:\n  utter_hours:\n  - text: At nine.\n",
        ),
        ("faq.md", "# Shop\n\n## When do you open?\n\nAt nine.\n\n## What are your hours?\n\nAt nine.\n"),
    ],
)
def test_each_form_becomes_a_fact_file_that_checks_and_answers(tmp_path: Path, name: str, data: str | bytes) -> None:
    status, output, _ = imported(tmp_path, data, name)

    assert status == 0
    assert output.startswith("faq.yaml: 1 fact with 2 questions, of ")
    assert output.endswith("Next: python -m bot check faq.yaml\n")
    checked = bot("check", "faq.yaml", folder=tmp_path)
    assert (checked.status, checked.output) == (0, "")
    assert bot("ask", "when do you open", "--knowledge", "faq.yaml", folder=tmp_path).output.startswith("“At nine.”")


def test_what_is_left_out_is_named_by_line_and_counted(tmp_path: Path) -> None:
    assert imported(tmp_path, CSV + "Who are you?,**We**.\n", "faq.csv") == (
        0,
        "faq.yaml: 2 facts with 3 questions, of 3 pairs (1 merged, 1 left out); 1 remark to check\n"
        "Next: python -m bot check faq.yaml\n",
        "faq.csv:4: has no answer; left out\nfaq.csv:5: warning: markup was taken out of the answer\n",
    )
    assert "\n  # check: markup was taken out of the answer\n  - id: " in (tmp_path / "faq.yaml").read_text()


def test_columns_without_a_place_are_named(tmp_path: Path) -> None:
    _, _, errors = imported(tmp_path, "question,answer,team\nWhen?,Now.,desk\n", "faq.csv")
    assert errors == "Without a place in a fact, so left out: team.\n"


def test_several_files_become_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "b.md").write_text("# Questions & answers\n\n## Who are you?\n\nWe.\n")

    done = bot("import", "a.csv", "b.md", "-o", "all.yaml", folder=tmp_path)

    assert done.output.startswith("all.yaml: 2 facts with 3 questions, of 3 pairs")
    assert 'title: "Questions & answers"' in (tmp_path / "all.yaml").read_text()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", "question,answer\nHow?,by card, or cash\n", "a.csv:2: has 3 cells and the first line 2"),
        ("a.csv", 'question,answer\nHow?,"by card\n', "a.csv:2: a quotation mark"),
        ("a.csv", "question,answer\nHow?,caf\xe9\n".encode("latin-1"), "a.csv:2: is not text in UTF-8"),
        ("a.csv", b"\xff\xfea", "a.csv:1: is not text in UTF-8"),
        ("a.csv", b"question,answer\n" + b"x" * MAX_BYTES, "a.csv:1: is larger than 2 MB; split it"),
        ("a.csv", "", "a.csv:1: has no columns question and answer"),
        ("a.csv", "question,answer\n", "There is no pair to take in a.csv, so nothing was written."),
        ("a.md", "", "There is no pair to take in a.md, so nothing was written."),
        ("a.yml", 'version: "2.0"\nnlu: []\n', "a.yml:1: version: is '2.0', and the format of Rasa 3 is read"),
        ("a.xlsx", b"PK", "a.xlsx:1: is of a form that is not known; those that are end in .csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, name: str, data: str | bytes, message: str) -> None:
    status, output, errors = imported(tmp_path, data, name)

    assert (status, output) == (1, "")
    assert errors.startswith(message)
    assert errors.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    done = bot("import", "none.csv", folder=tmp_path)
    assert (done.status, done.output) == (1, "")
    assert done.errors.startswith("none.csv:1: cannot be read (No such file")


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    (tmp_path / "faq.yaml").write_text("mine")

    assert imported(tmp_path, "question,answer\nWhen?,Now.\n", "faq.csv") == (
        1,
        "",
        "faq.yaml is there already, so nothing was written; --force overwrites it.\n",
    )
    assert (tmp_path / "faq.yaml").read_text() == "mine"
    assert imported(tmp_path, "question,answer\nWhen?,Now.\n", "faq.csv", "--force")[0] == 0
    assert "Now." in (tmp_path / "faq.yaml").read_text()


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_what_is_imported_is_never_overwritten(tmp_path: Path, options: tuple[str, ...]) -> None:
    data = 'version: "3.1"\nnlu: []\n'
    status, _, errors = imported(tmp_path, data, "nlu.yaml", *options)

    assert (status, errors) == (1, "nlu.yaml is what is to be imported; name another file with --output.\n")
    assert (tmp_path / "nlu.yaml").read_text() == data


def test_a_fact_file_ends_in_yaml(tmp_path: Path) -> None:
    status, _, errors = imported(tmp_path, CSV, "faq.csv", "--output", "facts.yml")
    assert (status, errors) == (
        1,
        "facts.yml does not end in .yaml, as a fact file does; name another with --output.\n",
    )


@pytest.mark.slow
def test_it_works_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(CSV)

    done = bot_process("import", tmp_path / "faq.csv", "--output", tmp_path / "facts.yaml")

    assert done.status == 0
    assert done.errors == f"{tmp_path}/faq.csv:4: has no answer; left out\n"
    assert done.output.startswith(f"{tmp_path}/facts.yaml: 1 fact")
