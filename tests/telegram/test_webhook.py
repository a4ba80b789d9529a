"""The port of the webhook: what it takes, what it refuses before it has read it, and how it says that it is well."""

import asyncio
import json
import os
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.telegram.transport.drops import Drops
from bot.telegram.transport.health import HealthCheck
from bot.telegram.transport.heartbeat import STUCK_AFTER, Heartbeat
from bot.telegram.transport.systemd import Systemd
from bot.telegram.transport.webhook import BODY_SECONDS, HEALTH_PATH, MOST_BYTES, SECRET_HEADER, Webhook
from tests.clock import SleepingClock
from tests.telegram.http import HOST, PATIENCE, Connection, post

SECRET = "a-secret"  # noqa: S105 - of no real webhook
PATH = "/telegram"
KNOWN = {SECRET_HEADER: SECRET}


class Taken:
    """Takes updates and keeps them; with `hold` Telegram may not forget them until `release` is called.

    `done` is what it says in the end.
    """

    def __init__(self, *, hold: bool = False, done: bool = True) -> None:
        self.updates: list[object] = []
        self.came, self.given_up = threading.Event(), threading.Event()
        self._hold = hold
        self._done = done
        self._held: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def __call__(self, update: object) -> bool:
        self.updates.append(update)
        if not self._hold:
            return self._done
        self._held.append((asyncio.get_running_loop(), asyncio.Event()))
        self.came.set()
        try:
            await self._held[-1][1].wait()
        except asyncio.CancelledError:
            self.given_up.set()
            raise
        return self._done

    def release(self) -> None:
        for loop, event in self._held:
            loop.call_soon_threadsafe(event.set)


@contextmanager
def listening(
    accept: Callable[[object], Awaitable[bool]],
    clock: SleepingClock | None = None,
    body_seconds: float = BODY_SECONDS,
    drops: Drops | None = None,
) -> Iterator[int]:
    """Let a webhook run in an event loop of its own, and yield its port."""
    clock = clock or SleepingClock()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    health = HealthCheck("1.2.3", lambda: 94, drops or Drops(), Heartbeat(Systemd({}), Path(os.devnull), clock), clock)
    webhook = Webhook(PATH, SECRET, accept, health, clock, body_seconds)

    async def listen() -> int:
        return webhook.listen(HOST, 0)

    try:
        yield asyncio.run_coroutine_threadsafe(listen(), loop).result(PATIENCE)
    finally:
        asyncio.run_coroutine_threadsafe(webhook.stop(), loop).result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def ask(port: int, data: bytes) -> int:
    with Connection(port) as connection:
        return connection.ask(data)


def test_an_update_with_the_secret_is_taken() -> None:
    taken = Taken()
    with listening(taken) as port:
        assert ask(port, post(PATH, b'{"update_id": 7}', headers=KNOWN)) == 200

    assert taken.updates == [{"update_id": 7}]


def test_the_200_waits_until_the_update_may_be_forgotten() -> None:
    taken = Taken(hold=True)
    with listening(taken) as port, Connection(port) as connection:
        connection.send(post(PATH, headers=KNOWN))
        assert taken.came.wait(PATIENCE)
        assert httpx.get(f"http://{HOST}:{port}{HEALTH_PATH}", trust_env=False).status_code == 200
        assert not connection.has_answer
        taken.release()
        assert connection.answer()[0] == 200


def test_what_may_not_be_forgotten_yet_is_to_be_sent_again() -> None:
    with listening(Taken(done=False)) as port:
        answer = httpx.post(f"http://{HOST}:{port}{PATH}", json={"update_id": 7}, headers=KNOWN, trust_env=False)

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0


def test_who_goes_away_meanwhile_is_known_to_have_gone() -> None:
    taken = Taken(hold=True)
    with listening(taken) as port:
        with Connection(port) as connection:
            connection.send(post(PATH, headers=KNOWN))
            assert taken.came.wait(PATIENCE)
        assert taken.given_up.wait(PATIENCE)


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guessed"}, {SECRET_HEADER: "\xff"}])
@pytest.mark.parametrize("path", [PATH, "/elsewhere"])
def test_without_the_secret_it_is_refused_before_the_body_comes(path: str, headers: dict[str, str]) -> None:
    taken = Taken()
    with listening(taken) as port:
        assert ask(port, post(path, b"{", length=MOST_BYTES, headers=headers)) == 403

    assert taken.updates == []


def test_a_large_body_is_refused_before_it_comes() -> None:
    with listening(Taken()) as port:
        assert ask(port, post(PATH, b"{", length=MOST_BYTES + 1, headers=KNOWN)) == 413


def test_a_body_that_does_not_say_how_large_it_is_is_read_up_to_the_limit() -> None:
    head = post(PATH, b"", headers=KNOWN).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    chunk = b"%x\r\n%s\r\n" % (100_000, b"[" * 100_000)
    with listening(Taken()) as port:
        assert ask(port, head + chunk * (MOST_BYTES // 100_000 + 1)) == 413


def test_a_body_that_does_not_come_is_given_up() -> None:
    with listening(Taken(), body_seconds=0.1) as port:
        assert ask(port, post(PATH, b"{", length=100, headers=KNOWN)) == 408


@pytest.mark.parametrize("body", [b"", b"\xff", b"{", b"[" * 100_000])
def test_what_is_no_json_is_turned_away(body: bytes) -> None:
    with listening(Taken()) as port:
        assert ask(port, post(PATH, body, headers=KNOWN)) == 400


def test_only_updates_are_posted() -> None:
    with listening(Taken()) as port:
        assert ask(port, post(PATH, headers=KNOWN).replace(b"POST", b"PUT")) == 405


def test_a_wrong_path_with_the_secret_is_warned_of_once(caplog: pytest.LogCaptureFixture) -> None:
    with listening(Taken()) as port:
        for _ in range(3):
            assert ask(port, post("/tele\x67ram/bot", headers=KNOWN)) == 404
        assert ask(port, post("/elsewhere")) == 403

    assert len(caplog.records) == 1
    for words in ("'/telegram/bot'", "'/telegram'", "WEBHOOK_URL", "proxy"):
        assert words in caplog.text
    assert SECRET not in caplog.text


def test_health_says_the_version_the_facts_and_the_age_of_the_last_update() -> None:
    clock = SleepingClock()
    with listening(Taken(), clock) as port:
        before = httpx.get(f"http://{HOST}:{port}{HEALTH_PATH}", trust_env=False)
        ask(port, post(PATH, headers=KNOWN))
        clock.now += 12.5
        after = httpx.get(f"http://{HOST}:{port}{HEALTH_PATH}", trust_env=False)

    assert (before.status_code, after.status_code) == (200, 200)
    said = {"status": "ok", "version": "1.2.3", "facts": 94, "dropped": 0, "last_update_seconds": None}
    assert before.json() == said
    assert after.json()["last_update_seconds"] == 12.5


def test_health_says_how_much_was_dropped() -> None:
    drops = Drops()
    with listening(Taken(), drops=drops) as port:
        drops.add("an update cannot be read")
        answer = httpx.get(f"http://{HOST}:{port}{HEALTH_PATH}", trust_env=False)

    assert answer.status_code == 200
    assert answer.json()["dropped"] == 1


def test_health_is_503_when_the_loop_has_stopped_to_beat() -> None:
    clock = SleepingClock()
    with listening(Taken(), clock) as port:
        clock.now += STUCK_AFTER + 1
        answer = httpx.get(f"http://{HOST}:{port}{HEALTH_PATH}", trust_env=False)

    assert answer.status_code == 503
    assert answer.json()["status"] == "stuck"


def test_health_is_told_while_the_loop_is_stuck() -> None:
    stuck, free = threading.Event(), threading.Event()

    async def freeze(_: object) -> bool:
        stuck.set()
        return free.wait(PATIENCE)

    with listening(freeze) as port, Connection(port) as connection:
        connection.send(post(PATH, headers=KNOWN))
        assert stuck.wait(PATIENCE)
        answer = httpx.get(f"http://{HOST}:{port}{HEALTH_PATH}", trust_env=False)
        free.set()
        assert connection.answer()[0] == 200

    assert json.loads(answer.content)["facts"] == 94
