"""The IP address of a client."""

from ipaddress import ip_address

from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """Return the last address in X-Forwarded-For, or else the address of the connection.

    Earlier addresses can be forged, and without a proxy so can the last: use it for rate limits
    only.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
    return _normalise(forwarded) or request.META.get("REMOTE_ADDR", "")


def _normalise(address: str) -> str:
    """Return the address without the port that some proxies add, or "" when it is invalid."""
    without_port = address.rsplit(":", 1)[0].strip("[]")
    for candidate in (address, without_port):
        try:
            return str(ip_address(candidate))
        except ValueError:
            continue
    return ""
