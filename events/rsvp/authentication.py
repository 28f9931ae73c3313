"""Whether our own mail server found that a mail comes from whom it says (RFC 8601).

Anyone can write these headers. Only those of TRUSTED_AUTHSERV_ID count: that server takes out
others in its name (RFC 8601 5), and of its own the topmost is the last.

Microsoft 365 names no server. Its header stands between the Received of its own machines, above, and
that of its border, through which each mail from outside comes. What a sender wrote is below that.
"""

import re
from collections.abc import Iterable
from email.parser import BytesHeaderParser
from enum import Enum, auto
from functools import cache

from authres import AuthenticationResultsHeader
from authres.core import AuthenticationResult, AuthResError
from publicsuffixlist import PublicSuffixList

from hub.email_addresses import normalise_email

MICROSOFT_365 = "microsoft365"  # as TRUSTED_AUTHSERV_ID
MOST_CHARACTERS = 10_000  # of one header

# The first of these properties that is there holds the domain (RFC 8601 2.7, RFC 7489 11.2).
_PROPERTIES = {"dmarc": ("header.from",), "dkim": ("header.d", "header.i")}
# Of a domain without a policy, DKIM decides. The second is Microsoft's.
_NO_POLICY = ("none", "bestguesspass")

_RECEIVED = re.compile(r"from (\S+) \([^()]*\) by (\S+) ", re.IGNORECASE)
_MICROSOFT_HOST = re.compile(r"[\w.-]+\.(?:outlook|office365)\.com", re.IGNORECASE)
_MICROSOFT_BORDER = re.compile(r"[\w-]+\.mail\.protection\.outlook\.com", re.IGNORECASE)

Headers = list[tuple[str, str]]


class Finding(Enum):
    """What our mail server found of a sender."""

    GENUINE = auto()
    FORGED = auto()  # DMARC failed
    UNKNOWN = auto()


def check_sender(*, raw: bytes, from_email: str, authserv_id: str) -> Finding:
    """Return whether DMARC passed, or DKIM for the organisation of `from_email`.

    SPF alone is not enough: it says nothing of the sender that people see.
    """
    headers = [
        # One line, as bytes that are not ASCII make a Header, and folds end lines.
        (name.lower(), " ".join(str(value).split()))
        for name, value in BytesHeaderParser().parsebytes(raw).items()
    ]
    is_microsoft = authserv_id.lower() == MICROSOFT_365
    found = _microsoft_results(headers) if is_microsoft else _results_of(headers, authserv_id)
    results, domain = list(found), _domain(from_email)
    policies = [each.result for each in results if each.method.lower() == "dmarc"]
    if "fail" in policies:
        return Finding.FORGED
    if any(result not in ("pass", *_NO_POLICY) for result in policies):
        return Finding.UNKNOWN
    is_genuine = any(each.result == "pass" and _is_aligned(each, domain) for each in results)
    return Finding.GENUINE if is_genuine else Finding.UNKNOWN


def _results_of(headers: Headers, authserv_id: str) -> Iterable[AuthenticationResult]:
    """Return the results of the topmost header of this server."""
    for name, line in headers:
        if name != "authentication-results" or not line.lower().startswith(authserv_id.lower()):
            continue  # of another server, which may be anyone's
        header = _parsed(line)
        if header is None:
            return []
        if str(header.authserv_id).lower() == authserv_id.lower():
            return header.results
    return []


def _microsoft_results(headers: Headers) -> Iterable[AuthenticationResult]:
    """Return the results of the topmost header above the border of Microsoft 365."""
    topmost = ""
    for name, line in headers:
        if name == "authentication-results":
            topmost = topmost or line
        elif name == "received":
            hosts = _RECEIVED.match(line)
            if hosts and _MICROSOFT_BORDER.fullmatch(hosts[2]):
                header = _parsed(f"{MICROSOFT_365}; {topmost}") if topmost else None
                return header.results if header else []
            if not hosts or not all(map(_MICROSOFT_HOST.fullmatch, hosts.groups())):
                return []
    return []


def _parsed(line: str) -> AuthenticationResultsHeader | None:
    if len(line) > MOST_CHARACTERS:
        return None
    try:
        return AuthenticationResultsHeader.parse(f"Authentication-Results: {line}")
    except (AuthResError, RecursionError):
        return None


def _is_aligned(result: AuthenticationResult, domain: str) -> bool:
    """Return whether a result is about the organisation of this domain (RFC 7489 3.1, relaxed)."""
    properties = {f"{each.type}.{each.name}".lower(): each.value for each in result.properties}
    method = result.method.lower()
    about = [properties[name] for name in _PROPERTIES.get(method, ()) if properties.get(name)]
    if not about:
        return bool(method == "dmarc")  # which is about From by definition
    other = _domain(about[0])
    organisation = _suffixes().privatesuffix(domain)
    return bool(domain) and (
        domain == other
        or (organisation is not None and organisation == _suffixes().privatesuffix(other))
    )


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _domain(address: str) -> str:
    return normalise_email(f"@{address.rpartition('@')[2]}").removeprefix("@").rstrip(".")
