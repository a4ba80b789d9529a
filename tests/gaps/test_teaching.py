"""What becomes of gaps when a fact gets their words."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.facts.model import FactBase
from bot.gaps.grouping import open_groups
from bot.gaps.store import FILE, GapLocation, GapStore
from bot.gaps.teaching import settle_taught
from bot.trusted_clock import FILE as CLOCK_FILE
from bot.trusted_clock import TrustedClock
from tests.samples import LIGHTHOUSE, loaded

ASKED = "How far does the lamp reach up?"
LIKE_IT = "how far does the lamps reach up"
OTHER = "How many steps lead to the lamp?"
QUESTION = "How high is the lighthouse?"
FACT = "tower-height"


def base(text: str = LIGHTHOUSE) -> FactBase:
    found = loaded(text).base
    assert found is not None
    return found


def taught(wording: str) -> FactBase:
    return base(LIGHTHOUSE.replace(QUESTION, wording))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GapStore]:
    made = GapStore(
        GapLocation(tmp_path, 90, TrustedClock(tmp_path / CLOCK_FILE, lambda: datetime(2026, 12, 6, tzinfo=UTC)))
    )
    yield made
    made.close()


def left(store: GapStore, facts: FactBase) -> list[str]:
    return [group.head.wording for group in open_groups(store.gaps(), Answerer(facts))]


def test_teaching_a_wording_to_the_fact_that_was_rejected_settles_it(store: GapStore) -> None:
    store.reject(ASKED, FACT)
    after = taught(ASKED)
    assert left(store, after) == [ASKED]

    settle_taught(store, base(), after)

    assert left(store, after) == []


def test_wordings_like_it_whose_answer_was_rejected_too_are_settled_with_it(store: GapStore) -> None:
    store.reject(ASKED, FACT)
    store.reject(LIKE_IT, FACT)

    settle_taught(store, base(), taught(ASKED))

    assert left(store, taught(ASKED)) == []


def test_who_rejects_it_after_that_is_heard(store: GapStore) -> None:
    store.reject(ASKED, FACT)
    settle_taught(store, base(), taught(ASKED))

    store.reject(ASKED, FACT)

    assert left(store, taught(ASKED)) == [ASKED]


def test_what_is_rejected_stays_where_another_wording_or_another_fact_is_taught(store: GapStore) -> None:
    store.reject(ASKED, FACT)

    settle_taught(store, base(), taught(OTHER))
    settle_taught(store, base(), base(LIGHTHOUSE.replace("What colour is the paint?", OTHER)))

    assert [gap.rejected for gap in store.gaps()] == [FACT]


def test_a_question_that_the_fact_had_all_along_settles_nothing(store: GapStore) -> None:
    store.reject(QUESTION, FACT)

    settle_taught(store, base(), base(LIGHTHOUSE.replace("What colour is the paint?", OTHER)))

    assert left(store, base()) == [QUESTION]


def test_gaps_that_cannot_be_read_do_not_keep_facts_from_being_served(tmp_path: Path, store: GapStore) -> None:
    (tmp_path / FILE).write_text("this is no database, whatever its name says" * 50)

    settle_taught(store, base(), taught(ASKED))
