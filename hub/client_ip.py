"""Where a visit comes from."""

from ipaddress import ip_address

from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The last address that the proxy in front wrote down, or that of the connection.

    A visitor can write anything before the last one. Without a proxy they can write the last one too, so
    count on it only to slow people down.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
    return _normalise(forwarded) or request.META.get("REMOTE_ADDR", "")


def _normalise(written: str) -> str:
    """The address without the port that some proxies add; nothing when it is no address."""
    without_port = written.rsplit(":", 1)[0].strip("[]")
    for each in (written, without_port):
        try:
            return str(ip_address(each))
        except ValueError:
            continue
    return ""
