"""Pairs become facts: those with one answer are one fact, and whatever cannot be taken is named."""

from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.new_file import NewFile, as_yaml
from bot.authoring.pairs.as_facts import MOST_CHARACTERS, Facts, as_facts
from bot.authoring.pairs.model import Pair, Question
from bot.facts.loading import FactFile, parse
from bot.facts.model import Fact, Source
from bot.facts.schema import MAX_QUOTE, MAX_STATEMENT, MAX_WORDING

SOURCE = Source("FAQ")
SENTENCE = "We open at nine, as Mr. Lund said. "


def pair(line: int, question: str, answer: str, key: str = "", *next_keys: str, check: str = "") -> Pair:
    return Pair("faq.csv", line, [Question(question, line)], answer, key, next_keys, [check] if check else [])


def made(*pairs: Pair) -> Facts:
    return as_facts(pairs, SOURCE)


def facts(*pairs: Pair) -> list[Fact]:
    return [draft.part for draft in made(*pairs).facts]


def told(*pairs: Pair) -> list[str]:
    return [str(problem) for problem in made(*pairs).problems]


def test_a_pair_is_a_fact_with_its_answer_as_statement_and_quote() -> None:
    assert facts(pair(2, "When do you open?", "We open\nat nine. ")) == [
        Fact("open", "We open at nine.", "We open at nine.", SOURCE, ("When do you open?",))
    ]


def test_pairs_with_one_answer_are_one_fact_with_all_their_questions() -> None:
    taken = made(pair(2, "When?", "At nine."), pair(3, "Where?", "Here."), pair(4, "What time?", "At  nine."))

    assert [draft.part.questions for draft in taken.facts] == [("When?", "What time?"), ("Where?",)]
    assert (taken.pairs, list(taken.problems)) == (3, [])


def test_ids_come_from_the_telling_words_and_differ() -> None:
    found = facts(pair(2, "How do I reset my password?", "a"), pair(3, "Reset the password", "b"), pair(4, "Why?", "c"))
    assert [fact.id for fact in found] == ["reset-password", "reset-password-2", "why"]


def test_pairs_that_are_offered_next_are_facts_to_see() -> None:
    pairs = [pair(2, "When?", "At nine.", "1", "2", "1", "9"), pair(3, "On holidays?", "Closed.", "2")]

    assert [fact.see for fact in facts(*pairs)] == [("holidays",), ()]
    assert told(*pairs) == ["faq.csv:2: warning: offers pair 9 next, which is not taken"]


def test_a_question_that_is_asked_twice_is_taken_once_and_named() -> None:
    pairs = [pair(2, "When?", "At nine."), pair(3, "when", "At nine."), pair(4, "When?", "At ten.")]

    assert [fact.questions for fact in facts(*pairs)] == [("When?",)]
    assert told(*pairs) == [
        "faq.csv:3: warning: asks the same as faq.csv:2; taken once",
        "faq.csv:4: asks the same as faq.csv:2, and has another answer; left out",
    ]


def test_a_way_to_ask_that_a_pair_has_twice_is_taken_once() -> None:
    twice = Pair("faq.jsonl", 1, [Question("When?", 1), Question("when", 1)], "At nine.")
    assert [fact.questions for fact in facts(twice)] == [("When?",)]


def test_pairs_of_another_file_are_not_those_that_are_offered_next() -> None:
    first, other = pair(2, "When?", "At nine.", "1", "2"), Pair("b.tsv", 2, [Question("Where?", 2)], "Here.", "2")
    assert [fact.see for fact in facts(first, other)] == [(), ()]


def test_pairs_without_a_question_or_an_answer_are_named() -> None:
    assert told(
        pair(2, " ", "At nine."), pair(3, "When?", " \n"), pair(4, "Why?", "<br>"), Pair("faq.csv", 5, [], "Yes.")
    ) == [
        "faq.csv:2: has no question; left out",
        "faq.csv:3: has no answer; left out",
        "faq.csv:4: has no answer; left out",
        "faq.csv:5: has no question; left out",
    ]


def test_markup_is_taken_out_and_that_is_said() -> None:
    pairs = [pair(2, "When?", "At **nine**.", check="Is it so?")]

    [draft] = made(*pairs).facts
    assert (draft.part.statement, draft.part.quote) == ("At nine.", "At nine.")
    assert draft.checks == ("Is it so?", "markup was taken out of the answer")
    assert told(*pairs) == ["faq.csv:2: warning: markup was taken out of the answer"]


def test_the_statement_of_a_long_answer_is_its_first_sentences_and_that_is_said() -> None:
    answer = (SENTENCE * 30).strip()
    assert MAX_STATEMENT < len(answer) < MAX_QUOTE

    [draft] = made(pair(2, "When?", answer)).facts

    assert draft.part.quote == answer
    assert len(draft.part.statement) <= MAX_STATEMENT < len(draft.part.statement + SENTENCE)
    assert answer.startswith(draft.part.statement)
    assert draft.part.statement.endswith("said.")
    assert len(draft.checks) == 1
    assert told(pair(2, "When?", answer)) == [f"faq.csv:2: warning: {draft.checks[0]}"]


def test_so_is_the_quote_of_a_very_long_one() -> None:
    [draft] = made(pair(2, "When?", SENTENCE * 100)).facts

    assert MAX_STATEMENT < len(draft.part.quote) <= MAX_QUOTE
    assert len(draft.checks) == 2


def test_what_is_too_long_for_a_fact_is_named() -> None:
    assert told(
        pair(2, "When?", "x" * (MAX_STATEMENT + 1)),
        pair(3, "x" * (MAX_WORDING + 1), "At nine."),
        pair(4, "Where?", SENTENCE * MOST_CHARACTERS),
    ) == [
        "faq.csv:2: begins its answer with a sentence of more than 700 characters; left out",
        "faq.csv:3: has a question of more than 300 characters; left out",
        "faq.csv:4: has an answer of more than 20,000 characters; left out",
    ]


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=50)), max_size=5))
def test_whatever_is_taken_loads_without_a_problem(texts: list[tuple[str, str]]) -> None:
    pairs = [pair(line, question, answer) for line, (question, answer) in enumerate(texts)]
    taken = made(*pairs)

    if taken.facts:
        assert parse([FactFile("a.yaml", as_yaml(NewFile(SOURCE, taken.facts)).encode())]).problems == ()
    assert taken.pairs + len({problem.line for problem in taken.problems}) >= len(pairs)
