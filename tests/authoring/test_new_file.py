"""A new file reads back as what it was made of, whatever is in it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.new_file import Draft, NewFile, as_yaml
from bot.facts.files import FactFile
from bot.facts.loading import parse
from bot.facts.model import Fact, Name, NotCovered, Source

SOURCE = Source("The lamp: #2", "Harbour & Sons", date(2024, 5, 6), "https://example.org/lamp", "lamp.txt")
NAME = Name("ada-berg", "Ada Berg", "the first keeper", ("Ada", "yes", "- keeper"))
FACT = Fact(
    "lamp", "It was lit: twice.", 'He said "no #1"', SOURCE, ("when?", "{who}", "null"), ("ada-berg",), ("lamp",)
)
WORDING = st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1, max_size=50).filter(str.strip)


def test_every_part_reads_back_as_it_was() -> None:
    entry = NotCovered(("how old is it?",), "It does not say: ask.")
    file = NewFile(SOURCE, [Draft(FACT, ("whose 'He' is it?",))], [Draft(NAME)], [Draft(entry)], ["A draft.", ""])

    base = parse([FactFile("new.yaml", as_yaml(file).encode())]).base

    assert base is not None
    assert (base.facts, base.names, base.not_covered, base.sources) == ((FACT,), (NAME,), (entry,), (SOURCE,))


def test_what_the_editor_should_look_at_stands_above_it() -> None:
    lines = as_yaml(NewFile(SOURCE, [Draft(FACT, ("whose 'He'\nis it?",))])).splitlines()

    assert lines[lines.index("  # check: whose 'He' is it?") + 1] == "  - id: lamp"


@given(st.lists(WORDING, min_size=1, max_size=5))
def test_any_wording_reads_back(wordings: list[str]) -> None:
    fact = Fact("one", wordings[0], wordings[-1], Source(wordings[0]), tuple(wordings))

    loaded = parse([FactFile("new.yaml", as_yaml(NewFile(Source(wordings[0]), [Draft(fact)])).encode())])

    assert loaded.base is not None
    assert loaded.base.facts[0].questions == tuple(wording.strip() for wording in wordings)
