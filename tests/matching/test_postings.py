"""Posting lists say where a meaning stands, as a look at every row would."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.postings import PostingLists

ROWS = st.lists(st.sets(st.sampled_from("abcd")), max_size=12)


@given(ROWS, st.sampled_from("abcde"))
def test_a_meaning_has_the_rows_in_which_it_stands(rows: list[set[str]], meaning: str) -> None:
    postings = PostingLists(rows)
    assert postings.rows(meaning).tolist() == [number for number, row in enumerate(rows) if meaning in row]
    assert postings.count == len(rows)


@given(ROWS.filter(len), st.sampled_from("abcde"), st.data())
def test_some_rows_are_asked_in_any_order(rows: list[set[str]], meaning: str, data: st.DataObject) -> None:
    asked = data.draw(st.lists(st.integers(0, len(rows) - 1)))
    found = PostingLists(rows).have(meaning, np.array(asked, np.int64))
    assert found.tolist() == [meaning in rows[number] for number in asked]
