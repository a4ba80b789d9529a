"""A webhook that another program takes away is set again; over real HTTP."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from telegram.error import InvalidToken

from bot.playground.botapi import FakeTelegram, Garbage, Refuse, server_error
from bot.playground.botapi.errors import ApiError
from bot.playground.botapi.server_state import Webhook
from bot.telegram.transport.http_requests import AiohttpRequest, RawBot
from bot.telegram.transport.registration import WATCH_SECONDS, WebhookRegistration

URL = "https://bot.example/telegram"
SECRET = "a-secret"  # noqa: S105 - of no real webhook
UNAUTHORIZED = ApiError(401, "Unauthorized")


class OverError(Exception):
    """The steps of the test are over."""


def watch(telegram: FakeTelegram, *steps: Callable[[], object]) -> None:
    """Register and watch; each time before it looks take one of the steps, and end after the last."""
    left = list(steps)

    async def sleep(seconds: float) -> None:
        assert seconds == WATCH_SECONDS
        if not left:
            raise OverError
        left.pop(0)()

    async def run() -> None:
        bot = RawBot(telegram.state.token, f"{telegram.url}/bot", request=AiohttpRequest(None))
        async with bot:
            registration = WebhookRegistration(bot, URL, SECRET, sleep)
            await registration.register()
            await registration.watch()

    with pytest.raises(OverError):
        asyncio.run(run())


def nothing() -> None:
    """Leave all as it is."""


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """Yield a stand-in."""
    with FakeTelegram() as made:
        yield made


def set_by_another(telegram: FakeTelegram, url: str) -> Callable[[], None]:
    def step() -> None:
        telegram.state.webhook = Webhook(url)

    return step


@pytest.mark.parametrize(("url", "what"), [("", "deleted"), ("https://other.example/", "changed")])
def test_it_is_set_again_with_one_warning(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, url: str, what: str
) -> None:
    watch(telegram, nothing, set_by_another(telegram, url), nothing)

    assert (telegram.state.webhook.url, telegram.state.webhook.secret) == (URL, SECRET)
    assert len(telegram.calls("setWebhook")) == 2
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert what in caplog.text


def test_two_that_take_it_from_each_other_are_told_of_once(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    watch(telegram, *[set_by_another(telegram, "https://other.example/")] * 5)

    assert telegram.state.webhook.url == URL
    assert len(caplog.records) == 1


def test_a_telegram_that_cannot_be_asked_changes_nothing(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        telegram.faults.add(server_error(502), method="getWebhookInfo", times=1)

    watch(telegram, fail, nothing)

    assert len(telegram.calls("setWebhook")) == 1
    assert not caplog.records


def test_a_stray_refusal_of_the_token_is_not_believed(telegram: FakeTelegram) -> None:
    watch(telegram, lambda: telegram.faults.add(Refuse(UNAUTHORIZED), method="getWebhookInfo", times=1), nothing)

    assert telegram.state.webhook.url == URL


def test_a_token_that_getme_refuses_too_ends_it(telegram: FakeTelegram) -> None:
    def revoke() -> None:
        telegram.state.token = "7000000001:AAF-the_token_was_changed-0123456789"  # noqa: S105 - of no real bot

    with pytest.raises(InvalidToken):
        watch(telegram, revoke, nothing)


@pytest.mark.parametrize("result", ["true", "[]", "{}", '{"url": null}', '{"url": "", "last_error_date": "x"}'])
def test_an_answer_of_another_shape_ends_nothing(telegram: FakeTelegram, result: str) -> None:
    def stray() -> None:
        telegram.faults.add(Garbage(f'{{"ok": true, "result": {result}}}'), method="getWebhookInfo", times=1)

    watch(telegram, stray, set_by_another(telegram, ""))

    assert telegram.state.webhook.url == URL
