"""What a stranger can cause is logged rarely."""

import logging

import pytest

from bot.telegram.transport.occasional_log import SECONDS, OccasionalLog
from tests.clock import SleepingClock


def test_the_same_is_logged_once_a_minute_and_other_things_meanwhile(caplog: pytest.LogCaptureFixture) -> None:
    clock = SleepingClock()
    log = OccasionalLog(logging.getLogger("door"), clock)

    for _ in range(1_000):
        log.warning("%d knock", 1)
    log.warning("another matter")
    clock.now += SECONDS
    log.warning("%d knock", 2)

    assert [record.message for record in caplog.records] == ["1 knock", "another matter", "2 knock"]
