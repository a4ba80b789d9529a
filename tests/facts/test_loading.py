"""What becomes of fact files: a base, or every problem with its line and what to do."""

import gc
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.facts.files import FactFile
from bot.facts.loading import FactFilesError, load, load_or_raise, parse
from bot.facts.model import Voice
from bot.facts.problems import Severity
from tests.samples import FACT, HEAD, LIGHTHOUSE, VOICE, loaded, messages, written


def test_a_right_file_becomes_a_fact_base() -> None:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    keeper = base.by_id["first-keeper"]
    assert keeper.statement == "Ada Berg was the first keeper of the lighthouse."
    assert keeper.quote == "Ada Berg, its first keeper"
    assert keeper.questions[0] == "Who was the first keeper?"
    assert keeper.about == ("ada-berg",)
    assert keeper.note == "The article spells her name in two ways."
    assert keeper.source.title == "The lighthouse of Nordholm"
    assert keeper.source.published == date(2023, 5, 4)
    assert keeper.source.url == "https://example.org/nordholm"
    assert base.by_id["tower-height"].see == ("first-keeper",)
    assert [name.also for name in base.names] == [("Berg",)]
    assert base.synonyms == (("tower", "lighthouse"),)
    assert [entry.reply for entry in base.not_covered] == ["The article says nothing about tickets."]


def test_a_file_may_say_how_the_bot_speaks() -> None:
    base, without = loaded(LIGHTHOUSE + VOICE).base, loaded(LIGHTHOUSE).base
    assert base is not None
    assert without is not None
    assert base.voice == Voice(
        "the guide",
        "Welcome to the lighthouse!",
        "That is not in the guide.",
        "Danish",
        (("thanks", "Always a pleasure!"), ("goodbye", "Fair winds!")),
    )
    assert without.voice == Voice("the article", language="English")


def test_all_problems_come_at_once_and_in_the_order_of_the_file() -> None:
    text = HEAD + (
        "  - id: Bad Id\n"
        "    statement: ''\n"
        "    quote: 12\n"
        "    about: [nobody]\n"
        "  - id: b\n"
        "    statment: It stands.\n"
        "    quote: it stands\n"
        "    see: [c]\n"
        "colour: red\n"
    )
    lines = [problem.line for problem in loaded(text).problems]
    paths = [problem.path for problem in loaded(text).problems]
    assert lines == sorted(lines)
    assert paths == [
        "facts[0].id",
        "facts[0].statement",
        "facts[0].quote",
        "facts[0].about[0]",
        "facts[1].statement",
        "facts[1].statment",
        "facts[1].see[0]",
        "colour",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            HEAD + "  - id: Talks Venue\n    statement: x\n    quote: x\n",
            "facts.yaml:5: facts[0].id: 'Talks Venue' is not an id: "
            "use small letters, digits and single hyphens, as in 'talks-venue'",
        ),
        (
            HEAD + f"  - id: {'a' * 41}\n    statement: x\n    quote: x\n",
            "facts.yaml:5: facts[0].id: has 41 characters; at most 40 are allowed, so shorten it",
        ),
        (
            HEAD + "  - id: a\n    statement: '  '\n    quote: x\n",
            "facts.yaml:6: facts[0].statement: is empty; write something or delete the line",
        ),
        (
            HEAD + f"  - id: a\n    statement: {'x' * 701}\n    quote: x\n",
            "facts.yaml:6: facts[0].statement: has 701 characters; at most 700 are allowed, so shorten it",
        ),
        (
            HEAD + "  - id: a\n    statement: x\n    quote: 1931\n",
            "facts.yaml:7: facts[0].quote: must be text, but is a number; put quotes around it",
        ),
        (
            HEAD + "  - id: a\n    statement: x\n    quote: yes\n",
            "facts.yaml:7: facts[0].quote: must be text, but is true or false; put quotes around it",
        ),
        (
            HEAD + FACT + "    questions: Where is it?\n",
            "facts.yaml:8: facts[0].questions: must be a list, but is text; "
            "put each item in a line of its own after '- '",
        ),
        (HEAD + "  - id: a\n    statement: x\n", "facts.yaml:5: facts[0].quote: is missing; add it"),
        (
            HEAD + FACT + "    qestions: []\n",
            "facts.yaml:8: facts[0].qestions: is not a known key; did you mean 'questions'? "
            "(known: id, statement, quote, questions, about, see, note)",
        ),
        (
            HEAD + FACT + FACT,
            "facts.yaml:8: facts[1].id: the id 'a' is taken by facts.yaml:5; choose another",
        ),
        (
            LIGHTHOUSE.replace("about: [ada-berg]", "about: [ada-brg]"),
            "facts.yaml:28: facts[1].about[0]: no name 'ada-brg'; did you mean 'ada-berg'?",
        ),
        (
            LIGHTHOUSE.replace("see: [first-keeper]", "see: [first-keper]"),
            "facts.yaml:21: facts[0].see[0]: no fact 'first-keper'; did you mean 'first-keeper'?",
        ),
        (
            LIGHTHOUSE.replace("2023-05-04", "4 May 2023"),
            "facts.yaml:5: source.published: must be a date, as in 2024-11-22",
        ),
        (
            LIGHTHOUSE.replace("2023-05-04", "86400"),
            "facts.yaml:5: source.published: must be a date, as in 2024-11-22",
        ),
        (
            LIGHTHOUSE.replace("https://example.org/nordholm", "javascript:alert(1)"),
            "facts.yaml:6: source.url: must be a web address that begins with https:// or http://",
        ),
        (
            HEAD.replace("version: 1", "version: 2") + FACT,
            "facts.yaml:1: version: must be 1, but is 2",
        ),
        (
            "version: 1\nsource: {title: x}\nfacts: []\n",
            "facts.yaml:3: facts: needs at least 1; add more or delete the key",
        ),
        (
            HEAD + FACT + f"    questions: [{', '.join(f'q{number}' for number in range(2_001))}]\n",
            "facts.yaml:8: facts[0].questions: has 2001 items; at most 2000 are allowed",
        ),
        (
            HEAD + FACT + "voice:\n  greetings: Hello\n",
            "facts.yaml:9: voice.greetings: is not a known key; did you mean 'greeting'? "
            "(known: source_noun, greeting, declining, language, acts)",
        ),
        (
            HEAD + FACT + "voice:\n  acts:\n    thank: Welcome\n",
            "facts.yaml:10: voice.acts.thank: is not a known key; did you mean 'thanks'? "
            "(known: greeting, thanks, goodbye, agreement, laughter, praise, bot, maker, help, complaint, insult, "
            "stop, test, emoji)",
        ),
        (
            HEAD + FACT + "voice:\n  declining: ' '\n",
            "facts.yaml:9: voice.declining: is empty; write something or delete the line",
        ),
        (HEAD + FACT + "voice:\n  greeting:\n", "facts.yaml:9: voice.greeting: must be text, but is empty"),
        (
            HEAD + FACT + f"voice:\n  source_noun: {'x' * 41}\n",
            "facts.yaml:9: voice.source_noun: has 41 characters; at most 40 are allowed, so shorten it",
        ),
        (
            HEAD + FACT + f"voice:\n  acts:\n    thanks: {'x' * 301}\n",
            "facts.yaml:10: voice.acts.thanks: has 301 characters; at most 300 are allowed, so shorten it",
        ),
        (
            HEAD + FACT + "voice: the handbook\n",
            "facts.yaml:8: voice: must be a mapping of keys to values, but is text",
        ),
        (
            HEAD + FACT + "voice:\n  acts: [thanks]\n",
            "facts.yaml:9: voice.acts: must be a mapping of keys to values, but is a list",
        ),
        ("- a\n", "facts.yaml:1: must be a mapping with the keys 'version', 'source' and 'facts'"),
    ],
)
def test_a_problem_says_where_it_is_and_what_to_do(text: str, message: str) -> None:
    assert messages(text) == [message]


def test_a_wrong_value_does_not_hide_a_wrong_reference() -> None:
    text = LIGHTHOUSE.replace("about: [ada-berg]", "about: [ada-brg, 7]")
    assert [problem.path for problem in loaded(text).problems] == ["facts[1].about[1]", "facts[1].about[0]"]


def test_references_lead_from_one_file_to_another() -> None:
    other = HEAD + FACT + "    about: [ada-berg]\n    see: [tower-height]\n"
    files = [FactFile("a.yaml", other.encode()), FactFile("b.yaml", LIGHTHOUSE.encode())]
    base = parse(files).base
    assert base is not None
    assert [fact.source.title for fact in base.facts] == ["A title", *["The lighthouse of Nordholm"] * 3]


def test_an_unreadable_file_is_not_blamed_on_those_that_refer_to_it() -> None:
    other = HEAD + FACT + "    about: [ada-berg]\n"
    files = [FactFile("a.yaml", other.encode()), FactFile("b.yaml", b"names: {ada-berg")]
    assert [problem.file for problem in parse(files).problems] == ["b.yaml"]


def test_an_id_may_stand_in_one_file_only() -> None:
    files = [FactFile(name, (HEAD + FACT).encode()) for name in ("a.yaml", "b.yaml")]
    assert [str(problem) for problem in parse(files).problems] == [
        "b.yaml:5: facts[0].id: the id 'a' is taken by a.yaml:5; choose another"
    ]


def test_the_voice_of_one_file_speaks_for_all_and_there_is_no_other() -> None:
    one, other = HEAD + FACT, LIGHTHOUSE + VOICE
    base = parse([FactFile("a.yaml", one.encode()), FactFile("b.yaml", other.encode())]).base
    assert base is not None
    assert base.voice.source_noun == "the guide"

    both = [FactFile("a.yaml", (one + VOICE).encode()), FactFile("b.yaml", other.encode())]
    assert [str(problem) for problem in parse(both).problems] == [
        "b.yaml:40: voice: the bot speaks for all files as a.yaml:8 says; keep one of the two"
    ]


def test_a_question_in_two_facts_is_a_warning_and_no_error() -> None:
    text = LIGHTHOUSE.replace("What colour is the paint?", "how  high is the LIGHTHOUSE")
    result = loaded(text)
    assert result.base is not None
    assert [problem.severity for problem in result.problems] == [Severity.WARNING]
    assert str(result.problems[0]) == (
        "facts.yaml:34: warning: facts[2].questions[0]: 'how  high is the LIGHTHOUSE' is also a question in "
        "facts.yaml:19; keep it where it is answered best"
    )


def test_a_question_of_a_fact_among_those_not_covered_is_a_warning() -> None:
    text = LIGHTHOUSE.replace("How much does a ticket cost?", "Who was the first keeper?")
    assert [problem.path for problem in loaded(text).problems] == ["not_covered[0].questions[0]"]


def test_problems_without_end_are_cut_short() -> None:
    text = HEAD + FACT + f"    see: [{', '.join(f'x{number}' for number in range(1_000))}]\n"
    found = messages(text)
    assert len(found) == 101
    assert found[-1].endswith(": more problems of this kind follow; mend these first and check again")


def test_a_folder_is_read_file_by_file_and_others_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, HEAD + FACT, "b.yaml")
    written(tmp_path, LIGHTHOUSE, "a.yaml")
    written(tmp_path, "- q: Where is it?\n  facts: [a]\n", "questions.yaml")
    written(tmp_path, "no fact file", "notes.txt")
    assert [fact.id for fact in load_or_raise(tmp_path).facts] == [
        "tower-height",
        "first-keeper",
        "paint-colour",
        "a",
    ]


def test_a_folder_without_facts_is_a_problem_of_the_folder(tmp_path: Path) -> None:
    written(tmp_path, "- q: Where is it?\n", "questions.yaml")
    assert [str(problem) for problem in load(tmp_path).problems] == [
        f"{tmp_path}:1: has no fact file; add a file that ends in .yaml or .yml and has the key 'facts:'"
    ]


def test_a_file_that_was_named_must_be_a_fact_file(tmp_path: Path) -> None:
    path = written(tmp_path, "- q: Where is it?\n", "questions.yaml")
    assert [str(problem) for problem in load(path).problems] == [
        f"{path}:1: must be a mapping with the keys 'version', 'source' and 'facts'"
    ]


def test_what_cannot_be_used_is_raised_with_its_problems(tmp_path: Path) -> None:
    with pytest.raises(FactFilesError) as caught:
        load_or_raise(tmp_path / "nowhere")
    (problem,) = caught.value.problems
    assert str(problem).endswith(
        "nowhere:1: cannot be read (No such file or directory); check that it is there and may be read"
    )
    assert str(caught.value) == str(problem)


def test_a_file_with_more_problems_than_are_told_is_let_go_at_once() -> None:
    hundreds = "".join(f"  - id: fact-{number}\n" for number in range(500))
    gc.collect()
    gc.disable()
    try:
        assert messages(HEAD + hundreds)
        assert not [each for each in gc.get_objects() if isinstance(each, ValidationError)]
    finally:
        gc.enable()
