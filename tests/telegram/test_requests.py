"""Telegram is reached as the environment says, and what it answers is JSON or else a failure of the network."""

import pytest
from telegram.error import NetworkError

from bot.telegram.transport.http_requests import AiohttpRequest, proxy_for

TELEGRAM = "https://api.telegram.org"
PROXY = "http://proxy.example:3128"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """One that names no proxy yet."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


@pytest.mark.usefixtures("environment")
def test_without_a_proxy_telegram_is_reached_directly() -> None:
    assert proxy_for(TELEGRAM) is None


@pytest.mark.parametrize("name", ["https_proxy", "HTTPS_PROXY", "all_proxy"])
def test_the_proxy_of_the_environment_is_used(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.setenv(name, PROXY)

    assert proxy_for(TELEGRAM) == PROXY
    assert proxy_for("http://127.0.0.1:8081") == (PROXY if name == "all_proxy" else None)


def test_a_server_that_the_environment_excepts_is_reached_directly(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("https_proxy", PROXY)
    environment.setenv("no_proxy", "telegram.org")

    assert proxy_for(TELEGRAM) is None


@pytest.mark.parametrize(
    "payload", [b"", b"<html>", b"[]", b"\xff", b"[" * 100_000], ids=lambda payload: str(payload)[:9]
)
def test_what_is_no_json_object_is_a_failure_of_the_network(payload: bytes) -> None:
    with pytest.raises(NetworkError):
        AiohttpRequest.parse_json_payload(payload)
