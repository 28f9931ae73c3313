"""The IP address that limits count by."""

import logging
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

logger = logging.getLogger(__name__)

UNKNOWN = "0.0.0.0"  # noqa: S104 - of a Unix socket without a trusted proxy: all count as one
HOST_BITS = 64  # of an IPv6 address: one household or office has all of them


def client_ip(request: HttpRequest) -> str:
    """Return the address of the client, or of its /64 network for IPv6.

    Each of the `TRUSTED_PROXIES` appends one address to X-Forwarded-For: the first of theirs is the
    client's. Anybody can invent what stands before it. Use the address for rate limits only.
    """
    connection = request.META.get("REMOTE_ADDR", "")
    return _network(_forwarded(request)) or _network(connection) or UNKNOWN


def _forwarded(request: HttpRequest) -> str:
    """Return the address that the outermost trusted proxy saw, or ""."""
    header = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if not header:
        return ""
    if not settings.TRUSTED_PROXIES:
        _warn_of_ignored_header()
        return ""
    return header.split(",")[-settings.TRUSTED_PROXIES :][0].strip()


@cache  # once in each process: anybody can send the header
def _warn_of_ignored_header() -> None:
    logger.warning(
        "A request has X-Forwarded-For, which is ignored as TRUSTED_PROXIES is 0. Behind a proxy "
        "all visitors then count as one: see the README."
    )


def _network(address: str) -> str:
    """Return the address or network, without a port, or "" when it is invalid."""
    without_port = address.rsplit(":", 1)[0].strip("[]")
    for candidate in (address, without_port):
        try:
            return str(_without_host(ip_address(candidate)))
        except ValueError:
            continue
    return ""


def _without_host(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    return address.ipv4_mapped or IPv6Address(int(address) >> HOST_BITS << HOST_BITS)
