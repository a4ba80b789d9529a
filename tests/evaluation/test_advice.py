"""What an author reads of the base as a whole."""

from bot.answering import Answerer
from bot.evaluation.advice import Advice, advice
from tests.samples import LIGHTHOUSE, loaded

HEIGHT = "How high is the lighthouse?"


def advice_on(text: str = LIGHTHOUSE) -> Advice:
    base = loaded(text).base
    assert base is not None
    return advice(Answerer(base))


def lines(found: Advice, title: str) -> tuple[str, ...]:
    return next((part.lines for part in found.parts if part.title.startswith(title)), ())


def test_it_begins_with_how_many_questions_there_are_and_how_many_find_their_fact() -> None:
    head = advice_on(LIGHTHOUSE.replace("      - When did workers paint the walls?\n", "")).head

    assert head[0] == "3 facts, 1.7 example questions each."
    assert head[1].startswith("Of 5 example questions asked as if they were new, ")


def test_a_question_that_another_of_its_fact_resembles_finds_it_as_new() -> None:
    twice = LIGHTHOUSE.replace("      - What colour", "      - Which colour is the paint?\n      - What colour")

    assert "paint-colour: 0 of 2" in lines(advice_on(), "Hard to find")
    assert not [line for line in lines(advice_on(twice), "Hard to find") if line.startswith("paint-colour")]


def test_a_fact_without_questions_is_hard_to_find() -> None:
    bare = "  - {id: bare, statement: It stands., quote: it stands}\nnot_covered:\n"
    found = advice_on(LIGHTHOUSE.replace("not_covered:\n", bare))

    assert found.head[0] == "4 facts, 1.5 example questions each; 1 fact has none."
    assert lines(found, "Hard to find")[0] == "bare: no example question"


def test_two_facts_that_are_taken_for_each_other_are_named_with_the_words_that_tell_them_apart() -> None:
    shadowed = LIGHTHOUSE.replace("What colour is the paint?", HEIGHT)

    (pair,) = (line for line in lines(advice_on(shadowed), "Taken for") if "paint-colour and tower-height" in line)

    of_paint, of_height = pair.split("; ")
    assert "“painted”, “red”, " in of_paint
    assert of_paint.endswith(" only in paint-colour")
    assert "“metres”" in of_height
    assert "lighthouse" not in pair


def test_a_question_that_leads_to_another_fact_as_it_stands_is_named() -> None:
    shadowed = LIGHTHOUSE.replace("What colour is the paint?", HEIGHT)

    assert f"paint-colour: “{HEIGHT}” leads to tower-height" in lines(advice_on(shadowed), "These questions lead")


def test_names_without_other_forms_and_a_missing_list_of_what_is_not_covered_are_named() -> None:
    bare = LIGHTHOUSE[: LIGHTHOUSE.index("not_covered:")].replace("    also: [Berg]\n", "")

    assert lines(advice_on(bare), "Names without") == ("Ada Berg",)
    assert lines(advice_on(bare), "Nothing is said")
    assert not lines(advice_on(), "Names without")
    assert not lines(advice_on(), "Nothing is said")


def test_a_base_without_a_single_question_gets_advice_all_the_same() -> None:
    bare = "version: 1\nsource:\n  title: A title\nfacts:\n  - {id: a, statement: It stands., quote: it stands}\n"

    assert advice_on(bare).head == ("1 fact, 0.0 example questions each; 1 fact has none.",)
