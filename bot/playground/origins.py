"""Who may talk to the page's server: the page itself, and nobody's page elsewhere."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

_LOOPBACK_NAMES = frozenset({"localhost"})


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens on `host`."""
    if host in _LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_own(headers: Mapping[str, str], host: str, path: str) -> bool:
    """Whether a request with these headers, for `path` of a server on `host`, comes from its own page or from no page.

    A name other than `host` is refused, for it may have been made to lead here. So is every other origin, and what
    another site's page embeds or fetches; it may only link to the page.
    """
    named = headers.get("Host", "")
    if not _leads_here(named, host):
        return False
    origin = headers.get("Origin")
    if origin is not None and origin != f"http://{named}":
        return False
    site = headers.get("Sec-Fetch-Site", "none")
    is_link = path == "/" and headers.get("Sec-Fetch-Mode") == "navigate"
    return site in {"none", "same-origin"} or is_link


def _leads_here(named: str, host: str) -> bool:
    try:
        name = urlsplit(f"//{named}").hostname or ""
    except ValueError:
        return False
    if is_loopback(host):
        return is_loopback(name)
    return name == host or is_loopback(name) or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
