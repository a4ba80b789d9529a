"""Making a large fact base is never interrupted by the collector of garbage, nor is the time right after it."""

import gc

import pytest

from bot.gc_pause import MANY, collector_paused

OLDEST = 2


def test_a_large_base_that_was_made_meanwhile_is_not_looked_at_with_what_is_young() -> None:
    with collector_paused():
        made: list[list[int]] = [[] for _ in range(2 * MANY)]

    assert {id(each) for each in made} <= {id(each) for each in gc.get_objects(OLDEST)}


def test_the_collector_runs_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), collector_paused():
        raise ValueError("broken")

    assert gc.isenabled()


def test_the_collector_does_not_run_meanwhile() -> None:
    with collector_paused():
        assert not gc.isenabled()


def test_a_collector_that_did_not_run_is_left_alone() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
