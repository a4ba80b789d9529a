"""Facts to pick while typing, in any chat."""

import time

from bot.playground.botapi import Call

from . import library
from .conftest import ServedFacts


def search(live: ServedFacts, words: str) -> Call:
    searcher = live.telegram.person("Inga")
    return searcher.found(searcher.searches(words))


def test_the_best_fact_comes_first(live: ServedFacts) -> None:
    found = search(live, library.QUESTION)

    first = found.parameters["results"][0]
    assert first["id"] == "library-opening"
    assert first["title"] == library.QUESTION
    assert first["description"] == library.STATEMENT


def test_a_chosen_result_is_the_formatted_answer(live: ServedFacts) -> None:
    inga = live.telegram.person("Inga")
    found = inga.found(inga.searches(library.QUESTION))

    message = inga.chooses(found.parameters["results"][0], live.telegram.group("Readers", inga))

    assert message.text.startswith(library.STATEMENT)
    assert message.marked("expandable_blockquote") == [library.QUOTE]


def test_no_words_show_the_most_useful_facts(live: ServedFacts) -> None:
    results = search(live, "").parameters["results"]

    assert results[0]["id"] == "library-opening"
    assert len(results) == 4


def test_words_that_nothing_answers_lead_to_the_private_chat(live: ServedFacts) -> None:
    parameters = search(live, library.OFF_TOPIC).parameters

    assert parameters["results"] == []
    assert parameters["button"]["start_parameter"]


def test_an_edited_fact_shows_within_a_minute(live: ServedFacts) -> None:
    assert 0 < search(live, library.QUESTION).parameters["cache_time"] < 60


def test_an_answer_takes_well_under_a_second(live: ServedFacts) -> None:
    began = time.monotonic()

    search(live, library.QUESTION)

    assert time.monotonic() - began < 0.5


def test_an_answer_that_comes_too_late_is_nobodys_error(live: ServedFacts) -> None:
    before = live.process.output
    inga = live.telegram.person("Inga")

    late = inga.found(inga.searches(library.QUESTION, lifetime=0.0))
    search(live, library.QUESTION)

    assert not late.ok
    said = live.process.output.removeprefix(before)
    assert "ERROR" not in said
    assert "WARNING" not in said
