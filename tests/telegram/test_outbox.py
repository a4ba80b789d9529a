"""What leaves for Telegram: in order within a chat, and no chat waits for another."""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.transport.drops import Drops
from bot.telegram.transport.outbox import MOST_WAITING, Outbox
from bot.telegram.transport.pace import BURST, CAPACITY, Pace
from bot.telegram.transport.refusals import Refusal
from tests.clock import SharedClock, SleepingClock


@dataclass
class Said:
    """What was said, by whom and when, and the time that it is said at."""

    clock: SleepingClock = field(default_factory=SleepingClock)
    words: list[tuple[str, float]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.words]


@dataclass
class ApiCall:
    """A call that fails with each of its errors before it succeeds."""

    said: Said
    text: str
    errors: list[TelegramError] = field(default_factory=list)
    paced: bool = False
    plainer: str = ""

    async def perform(self, bot: Bot) -> None:  # noqa: ARG002
        if self.errors:
            raise self.errors.pop(0)
        self.said.words.append((self.text, self.said.clock()))

    def without(self, refused: Refusal) -> "ApiCall | None":  # noqa: ARG002
        return ApiCall(self.said, self.plainer) if self.plainer else None

    def moved(self, chat_id: int) -> "ApiCall":
        return ApiCall(self.said, f"{self.text} to {chat_id}")


@dataclass
class LimitedCall(ApiCall):
    """A call that Telegram refuses until the last of the seconds `opens`, as it does for the whole bot."""

    opens: Sequence[float] = ()
    refused: list[str] = field(default_factory=list)

    async def perform(self, bot: Bot) -> None:
        left = [opens - self.said.clock() for opens in self.opens if opens > self.said.clock()]
        if left:
            self.refused.append(self.text)
            raise RetryAfter(math.ceil(left[0]))
        await super().perform(bot)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """A record of what was said; python-telegram-bot is told how to count time, or it warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    return Said()


def deliver(said: Said, *queues: Sequence[ApiCall], drops: Drops | None = None) -> None:
    """Put the calls of each queue in, and wait until all have left or are given up."""

    async def run() -> None:
        outbox = Outbox(Bot("1:test"), said.clock, said.clock.sleep, drops=drops)
        for number, calls in enumerate(queues):
            for call in calls:
                outbox.put(number, call)
        await outbox.drain(10)

    asyncio.run(run())


def test_calls_of_a_chat_leave_in_order_although_the_first_fails(said: Said) -> None:
    deliver(said, [ApiCall(said, "one", [NetworkError("no"), NetworkError("no")]), ApiCall(said, "two")])

    assert said.texts == ["one", "two"]


def test_another_chat_does_not_wait(said: Said) -> None:
    deliver(said, [ApiCall(said, "held up", [RetryAfter(30)])], [ApiCall(said, "free")])

    assert said.words == [("free", 0.0), ("held up", 30.0)]


def test_pauses_grow_and_end_after_a_minute(said: Said, caplog: pytest.LogCaptureFixture) -> None:
    deliver(said, [ApiCall(said, "never", [NetworkError("no")] * 50), ApiCall(said, "next")])

    assert said.texts == []
    assert 30 < said.clock() <= 60
    assert "gave up" in caplog.text


def refusals_until(said: Said, opens: Sequence[float], *, chats: int, paced: bool) -> int:
    """Return how many calls are refused if each chat has one, and Telegram takes none before each of these seconds.

    It says only of the next one when it will.
    """
    clock, refused = SharedClock(), list[str]()
    said.clock = clock
    calls = [LimitedCall(said, str(chat), paced=paced, opens=opens, refused=refused) for chat in range(chats)]

    async def run() -> None:
        outbox = Outbox(Bot("1:test"), clock, clock.sleep)
        for chat, call in enumerate(calls):
            outbox.put(chat, call)
        await clock.pass_until(lambda: len(said.words) == chats)

    asyncio.run(run())
    assert min(when for _, when in said.words) >= opens[-1]
    return len(refused)


@pytest.mark.parametrize("paced", [False, True])
def test_a_limit_for_the_whole_bot_is_learnt_by_two_chats_and_not_by_each(said: Said, paced: bool) -> None:
    assert refusals_until(said, [20.0], chats=200, paced=paced) == 2


@pytest.mark.parametrize("paced", [False, True])
def test_a_limit_that_goes_on_is_learnt_by_the_first_that_tries_again(said: Said, paced: bool) -> None:
    assert refusals_until(said, [10.0, 20.0, 30.0], chats=200, paced=paced) == 2 + 1 + 1


def test_limits_of_chats_that_end_at_different_times_are_of_those_chats(said: Said) -> None:
    held_up = ([ApiCall(said, f"until {seconds}", [RetryAfter(seconds)])] for seconds in (10, 20, 30))

    deliver(said, *held_up, [ApiCall(said, "free")])

    assert said.words == [("free", 0.0), ("until 10", 10.0), ("until 20", 20.0), ("until 30", 30.0)]


def test_a_call_that_succeeds_shows_that_limits_are_of_chats(said: Said) -> None:
    first, second = (ApiCall(said, name, [RetryAfter(30)]) for name in ("first", "second"))

    deliver(said, [first], [ApiCall(said, "free")], [second], [ApiCall(said, "free, too")])

    assert said.words == [("free", 0.0), ("free, too", 0.0), ("first", 30.0), ("second", 30.0)]


def test_retry_after_is_obeyed_for_the_calls_behind_too(said: Said) -> None:
    deliver(said, [ApiCall(said, "one", [RetryAfter(20)]), ApiCall(said, "two")])

    assert [when for _, when in said.words] == [20.0, 20.0]


def test_a_chat_that_is_closed_for_longer_is_not_tried_again(said: Said) -> None:
    second = ApiCall(said, "two", [NetworkError("must not be asked")])

    deliver(said, [ApiCall(said, "one", [RetryAfter(300)]), second])

    assert said.texts == []
    assert second.errors


def test_a_refused_part_is_left_out(said: Said) -> None:
    deliver(said, [ApiCall(said, "rich", [BadRequest("Can't parse entities")], plainer="plain")])

    assert said.texts == ["plain"]


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: bot was kicked from the supergroup chat"),
        Forbidden("Forbidden: user is deactivated"),
        BadRequest("Chat not found"),
    ],
)
def test_nobody_there_is_a_debug_line(said: Said, caplog: pytest.LogCaptureFixture, error: TelegramError) -> None:
    drops = Drops()
    with caplog.at_level("INFO"):
        deliver(said, [ApiCall(said, "lost", [error]), ApiCall(said, "next")], drops=drops)

    assert said.texts == ["next"]
    assert (caplog.text, drops.count) == ("", 0)


@pytest.mark.parametrize(
    "error",
    [Forbidden("of a kind that nobody knows"), BadRequest("neither this"), ZeroDivisionError(), NetworkError("down")],
)
def test_whatever_else_is_dropped_is_one_warning_and_is_counted(
    said: Said, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    drops, call = Drops(), ApiCall(said, "lost")
    call.errors = [error] * 50  # type: ignore[list-item]

    deliver(said, [call], drops=drops)

    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert drops.count == 1


def test_a_migrated_chat_is_followed(said: Said) -> None:
    deliver(said, [ApiCall(said, "hello", [ChatMigrated(-100)])])

    assert said.texts == ["hello to -100"]


def test_a_mistake_of_ours_does_not_stop_the_lane(said: Said) -> None:
    broken = ApiCall(said, "broken")
    broken.errors = [ZeroDivisionError()]  # type: ignore[list-item]

    deliver(said, [broken, ApiCall(said, "next")])

    assert said.texts == ["next"]


def test_a_lane_does_not_grow_without_end(said: Said) -> None:
    deliver(said, [ApiCall(said, str(number)) for number in range(2 * MOST_WAITING)])

    assert len(said.texts) == MOST_WAITING


def test_what_does_not_leave_in_time_is_dropped_at_the_end(said: Said, caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        outbox = Outbox(Bot("1:test"))
        outbox.put(1, ApiCall(said, "late", [RetryAfter(30)]))
        outbox.put(2, ApiCall(said, "in time"))
        await outbox.drain(0.05)

    asyncio.run(run())

    assert said.texts == ["in time"]
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_no_more_messages_leave_a_second_than_telegram_takes() -> None:
    clock, left = SleepingClock(), []

    async def run() -> None:
        pace = Pace(clock, clock.sleep)
        for _ in range(100):
            await pace.wait_for_turn()
            left.append(clock())

    asyncio.run(run())

    assert all(later - earlier >= 1.0 for earlier, later in zip(left, left[28:], strict=False))
    assert left[:3] == [0.0] * 3
    assert left[-1] < 4.1


def test_there_is_room_unless_many_wait_for_their_turn(said: Said) -> None:
    async def run() -> list[bool]:
        outbox = Outbox(Bot("1:test"), said.clock, said.clock.sleep)
        found = []
        for queues in (CAPACITY, CAPACITY + BURST + 1):
            for number in range(queues):
                outbox.put((queues, number), ApiCall(said, "hello", paced=True))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            wait_for_capacity = asyncio.create_task(outbox.wait_for_capacity())
            await asyncio.sleep(0)
            found.append(wait_for_capacity.done())
            await wait_for_capacity
            await outbox.drain(10)
        return found

    assert asyncio.run(run()) == [True, False]


def test_a_chat_that_is_held_up_takes_no_room(said: Said) -> None:
    async def run() -> None:
        outbox = Outbox(Bot("1:test"))
        first = ApiCall(said, "held up", [RetryAfter(30)], paced=True)
        for call in (first, *[ApiCall(said, "behind it", paced=True)] * 2 * CAPACITY):
            outbox.put(1, call)
        while first.errors:
            await asyncio.sleep(0)
        await asyncio.wait_for(outbox.wait_for_capacity(), 1)
        await outbox.drain(0)

    asyncio.run(run())
