"""Whether our own mail server found that a mail comes from whom it says (RFC 8601).

Anyone can write these headers. Only those of TRUSTED_AUTHSERV_ID count: that server takes out
others in its name (RFC 8601 5), and of its own the topmost is the last.
"""

from collections.abc import Iterable
from email.parser import BytesHeaderParser

from authres import AuthenticationResultsHeader
from authres.core import AuthenticationResult, AuthResError

from hub.email_addresses import normalise_email

MOST_CHARACTERS = 10_000  # of one header

# The properties that hold the domain which a method found (RFC 8601 2.7, RFC 7489 11.2).
_PROPERTIES = {
    "dmarc": ("header.from",),
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom",),
}


def is_authenticated(*, raw: bytes, from_email: str, authserv_id: str) -> bool:
    """Return whether DMARC passed, or DKIM or SPF for the domain of `from_email`.

    Without a DMARC policy of that domain, "none", DKIM and SPF decide.
    """
    results, domain = list(_results(raw, authserv_id)), _domain(from_email)
    if any(
        each.method.lower() == "dmarc" and each.result not in ("pass", "none") for each in results
    ):
        return False
    return any(each.result == "pass" and _is_for(each, domain) for each in results)


def _results(raw: bytes, authserv_id: str) -> Iterable[AuthenticationResult]:
    """Return the results of the topmost header of this server."""
    for value in BytesHeaderParser().parsebytes(raw).get_all("Authentication-Results", []):
        # One line, as bytes that are not ASCII make a Header, and folds end lines.
        line = " ".join(str(value).split())
        if not line.lower().startswith(authserv_id.lower()):
            continue  # of another server, which may be anyone's
        if len(line) > MOST_CHARACTERS:
            return []
        try:
            header = AuthenticationResultsHeader.parse(f"Authentication-Results: {line}")
        except (AuthResError, RecursionError):
            return []
        if str(header.authserv_id).lower() == authserv_id.lower():
            return header.results
    return []


def _is_for(result: AuthenticationResult, domain: str) -> bool:
    """Return whether a result is about this domain or one above it (RFC 7489 3.1, relaxed).

    A result for a domain below it does not count: who owns which needs the public suffix list.
    """
    properties = {f"{each.type}.{each.name}".lower(): each.value for each in result.properties}
    names = _PROPERTIES.get(result.method.lower(), ())
    about = [_domain(properties[name]) for name in names if properties.get(name)]
    if result.method.lower() == "dmarc" and not about:
        return True  # DMARC is about From by definition
    return any(domain == each or domain.endswith(f".{each}") for each in about if each)


def _domain(address: str) -> str:
    return normalise_email(f"@{address.rpartition('@')[2]}").removeprefix("@").rstrip(".")
