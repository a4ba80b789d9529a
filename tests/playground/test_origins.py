"""Whose requests the page's server takes."""

import pytest

from bot.playground.origins import is_loopback, is_own

EVERYWHERE = "0.0.0.0"  # noqa: S104 - a word here, nobody listens


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.3.2.1"])
def test_loopback_stays_on_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", [EVERYWHERE, "192.168.1.7", "example.org", ""])
def test_everything_else_is_reached_from_outside(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "127.0.0.1:80"},
        {"Host": "localhost:80", "Origin": "http://localhost:80"},
        {"Host": "[::1]:80", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_the_page_itself_and_programs_are_let_in(headers: dict[str, str]) -> None:
    assert is_own(headers, "127.0.0.1", "/events")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "rebound.example:80"},
        {"Host": "[broken:80"},
        {"Host": "127.0.0.1:80", "Origin": "https://evil.example"},
        {"Host": "127.0.0.1:80", "Origin": "http://127.0.0.1:81"},
        {"Host": "127.0.0.1:80", "Origin": "null"},
        {"Host": "127.0.0.1:80", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_other_names_and_origins_are_refused(headers: dict[str, str]) -> None:
    assert not is_own(headers, "127.0.0.1", "/events")


def test_another_site_may_link_to_the_page() -> None:
    headers = {"Host": "127.0.0.1:80", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}

    assert is_own(headers, "127.0.0.1", "/")


def test_on_all_interfaces_addresses_are_let_in_but_no_names() -> None:
    assert is_own({"Host": "192.168.1.7:80"}, EVERYWHERE, "/")
    assert not is_own({"Host": "rebound.example"}, EVERYWHERE, "/")
