"""Which requests the page's server accepts: those of its own page, and none that another site causes."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

_LOOPBACK_NAMES = frozenset({"localhost"})


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a server that listens on `host`."""
    if host in _LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_own(headers: Mapping[str, str], host: str, path: str) -> bool:
    """Tell whether a request with these headers, for `path` of a server on `host`, comes from its own page or no page.

    A request to a name other than `host` does not, for somebody may have pointed that name at this machine (DNS
    rebinding). Nor does one from another origin, or one that another site's page embeds or fetches: other sites may
    only link to the page.
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
