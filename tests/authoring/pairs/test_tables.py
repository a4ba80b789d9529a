"""Tables of questions and answers, as spreadsheets and question answering services write them."""

import pytest

from bot.authoring.pairs.model import PairFile, PairFileError
from bot.authoring.pairs.tables import IN_CONTEXT, read_table

MICROSOFT = (
    "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\tSourceDisplayName\n"
    "Opening hours\tWe open at nine.\\n\\nOn *Sundays* at ten.\thttps://example.org/faq\tteam:desk\t[]\tFalse\t"
    '[{"displayOrder":0,"qnaId":2,"displayText":"And holidays?"}]\t1\tFAQ\n'
    "When do you open?\tWe open at nine.\\n\\nOn *Sundays* at ten.\thttps://example.org/faq\t\t[]\tFalse\t[]\t1\tFAQ\n"
    'And holidays?\tThen we are "closed".\thttps://example.org/faq\t\t[]\tTrue\t[]\t2\tFAQ\n'
)
"""An export of custom question answering: a row for each question, the answer repeated, quotation marks as they are."""


def rows(file: PairFile) -> list[tuple[int, str, str]]:
    return [(pair.line, pair.questions[0].text, pair.answer) for pair in file.pairs]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_each_row_is_a_pair_whatever_separates_its_cells(separator: str) -> None:
    text = "Id,ANSWER, question \n1,Nine.,When?\n\n2,Here.,Where?\n".replace(",", separator)

    assert rows(read_table("faq.csv", text)) == [(2, "When?", "Nine."), (4, "Where?", "Here.")]


def test_a_cell_in_quotation_marks_may_have_lines_and_separators() -> None:
    text = 'question,answer\r\nHow?,"By card, or\r\nin ""cash""."\r\nWhere?,Here.\r\n'

    assert rows(read_table("faq.csv", text)) == [(2, "How?", 'By card, or\r\nin "cash".'), (4, "Where?", "Here.")]


def test_an_export_of_microsoft_is_read_with_all_that_a_fact_has_a_place_for() -> None:
    file = read_table("kb.tsv", MICROSOFT)

    hours = "We open at nine.\n\nOn *Sundays* at ten."
    assert rows(file) == [
        (2, "Opening hours", hours),
        (3, "When do you open?", hours),
        (4, "And holidays?", 'Then we are "closed".'),
    ]
    assert [pair.key for pair in file.pairs] == ["1", "1", "2"]
    assert [list(pair.next_keys) for pair in file.pairs] == [["2"], [], []]
    assert [list(pair.checks) for pair in file.pairs] == [[], [], [IN_CONTEXT]]
    assert file.url == "https://example.org/faq"
    assert list(file.unused) == ["metadata", "sourcedisplayname"]
    assert file.problems == []


def test_an_older_export_of_four_columns_is_read() -> None:
    file = read_table("kb.tsv", "Question\tAnswer\tSource\tMetadata\nWhen?\tAt nine.\\nDaily.\tEditorial\t\n")

    assert rows(file) == [(2, "When?", "At nine.\nDaily.")]
    assert (file.url, list(file.unused)) == ("", ["source"])


def test_a_backslash_in_any_other_table_stays() -> None:
    assert rows(read_table("a.csv", "question,answer\nWhere?,In C:\\new\n")) == [(2, "Where?", "In C:\\new")]


def test_prompts_that_are_not_json_are_named() -> None:
    text = 'question\tanswer\tprompts\nWhen?\tAt nine.\t[{"qnaId"\nWhere?\tHere.\t{"a": 1}\n'
    file = read_table("kb.tsv", text)

    assert len(file.pairs) == 2
    assert [problem.line for problem in file.problems] == [2, 3]


def test_rows_of_another_length_are_each_named() -> None:
    with pytest.raises(PairFileError) as error:
        read_table("faq.csv", "question,answer\nHow?,By card, or cash\nWhere?\nWhen?,Now\n")

    assert [problem.line for problem in error.value.problems] == [2, 3]
    assert "faq.csv:2: has 3 cells and the first line 2; a cell" in str(error.value)


@pytest.mark.parametrize("rest", ['A?,"open\nB?,b\n', 'A?,"open\nB?,"b"\n', 'A?,a "and" b\nB?,"open'])
def test_a_quotation_mark_that_is_left_open_is_named_by_its_row(rest: str) -> None:
    line = 2 + rest[: rest.index('"open')].count("\n")
    with pytest.raises(PairFileError, match=f"faq.csv:{line}: a quotation mark in the row that begins here"):
        read_table("faq.csv", f"question,answer\n{rest}")


def test_quotation_marks_that_only_look_open_are_text_between_tabs() -> None:
    text = 'question\tanswer\nIs it "open"?\t"Yes" is the answer.\n'
    assert rows(read_table("kb.tsv", text)) == [(2, 'Is it "open"?', '"Yes" is the answer.')]

    with pytest.raises(PairFileError, match=r"kb\.tsv:3: a quotation mark"):
        read_table("kb.tsv", f'{text}"open\tno "odd" one\n')


@pytest.mark.parametrize("text", ["", "a,b\n", "question,reply\n", "question answer\n"])
def test_a_table_without_the_two_columns_is_one_sentence(text: str) -> None:
    with pytest.raises(PairFileError, match="has no columns question and answer"):
        read_table("faq.csv", text)
