"""The heartbeat of the event loop, and what systemd hears of it."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.telegram.transport.heartbeat import MARK, STUCK_AFTER, Heartbeat
from bot.telegram.transport.systemd import READY, Systemd
from tests.clock import SleepingClock

BEATS = 3


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """Yield the socket on which a service manager listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(0)
        yield listening


def beat(systemd: Systemd, mark: Path, beats: int = BEATS) -> list[float]:
    """Beat some times; return when."""
    clock, times = SleepingClock(), list[float]()

    async def sleep(seconds: float) -> None:
        times.append(clock())
        await clock.sleep(seconds)
        if len(times) == beats:
            raise asyncio.CancelledError

    with suppress(asyncio.CancelledError):
        asyncio.run(Heartbeat(systemd, mark, clock, sleep).run())
    return times


def heard(manager: socket.socket) -> list[bytes]:
    found = []
    with suppress(BlockingIOError):
        while True:
            found.append(manager.recv(100))
    return found


def test_systemd_hears_each_beat_twice_as_often_as_it_wants(manager: socket.socket, tmp_path: Path) -> None:
    times = beat(Systemd({"NOTIFY_SOCKET": manager.getsockname(), "WATCHDOG_USEC": "1000000"}), tmp_path / MARK)

    assert times == [0.0, 0.5, 1.0]
    assert heard(manager) == [b"WATCHDOG=1"] * BEATS


@pytest.mark.parametrize("watchdog", [{}, {"WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"}, {"WATCHDOG_USEC": "soon"}])
def test_a_systemd_that_does_not_watch_this_process_hears_no_beat(
    manager: socket.socket, watchdog: dict[str, str], tmp_path: Path
) -> None:
    systemd = Systemd({"NOTIFY_SOCKET": manager.getsockname(), **watchdog})
    times = beat(systemd, tmp_path / MARK)
    systemd.say(READY)

    assert times == [0.0, 1.0, 2.0]
    assert heard(manager) == [b"READY=1"]


@pytest.mark.parametrize("address", ["", "/nowhere/notify", "@nobody-listens-here"])
def test_without_systemd_nothing_is_said_and_nothing_fails(address: str) -> None:
    Systemd({"NOTIFY_SOCKET": address}).say(READY)


def test_an_abstract_address_is_understood() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind("")  # the system chooses an abstract name
        Systemd({"NOTIFY_SOCKET": f"@{listening.getsockname()[1:].decode()}"}).say(READY)
        listening.settimeout(0)
        assert heard(listening) == [b"READY=1"]


def test_a_file_is_touched_for_who_looks_at_its_time(tmp_path: Path) -> None:
    beat(Systemd({}), tmp_path / MARK)

    assert (tmp_path / MARK).exists()


def test_a_disk_that_refuses_it_stops_no_beat_and_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    times = beat(Systemd({}), tmp_path / "nowhere" / MARK, beats=31)

    assert len(times) == 31
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_loop_that_does_not_come_round_is_stuck(tmp_path: Path) -> None:
    clock = SleepingClock()
    heartbeat = Heartbeat(Systemd({}), tmp_path / MARK, clock)
    assert not heartbeat.is_stuck

    clock.now += STUCK_AFTER + 1

    assert heartbeat.is_stuck
