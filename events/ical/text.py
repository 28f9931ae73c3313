"""Cleaning of user input for calendar files."""

import re

from django.utils.encoding import iri_to_uri

# Control characters, surrogates and the byte order mark. The library escapes line ends but lets
# these through (RFC 5545 3.1 allows none but TAB).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_ABSOLUTE = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def lines(text: str) -> str:
    """Return the text without forbidden characters, with LF line ends."""
    return _LINE_END.sub("\n", _FORBIDDEN.sub("", text)).strip()


def one_line(text: str, separator: str = " ") -> str:
    """Return the text on one line, its parts joined by `separator`."""
    parts = (" ".join(part.split()) for part in lines(text).split("\n"))
    return separator.join(part for part in parts if part)


def web_address(url: str) -> str:
    """Return an absolute http or https URL as a URI. Raises ValueError for anything else."""
    uri = iri_to_uri(url)
    if not _ABSOLUTE.fullmatch(uri):
        raise ValueError("A calendar link must be a whole web address.")
    return uri
