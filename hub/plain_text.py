"""Plain text as HTML, with every character kept. Web and email addresses can become links.

Django's `urlize` guesses: it decodes and encodes addresses again, and drops punctuation. Here a
link begins and ends by a fixed grammar, and its href is what was written. In doubt there is no link.
"""

import re
from collections.abc import Iterator

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines

# An address ends at a space, a quote, an angle bracket or a character that nobody sees, such as one
# that turns the direction of writing.
_UNSEEN = r"\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_URL = rf"(?<![\w@])(?:https?://(?=[\w\[])|www\.(?=\w))[^\s<>\"{_UNSEEN}]+"

# What comes before the @ may hold an apostrophe. A link never begins in the middle of a name.
_NAME = r"\w!#$%&*+=?^`{|}~.\-"
_EMAIL = (
    rf"(?<![{_NAME}/’@])(?<!\w')\w[{_NAME}']*@"
    r"(?:\w(?:[\w-]*\w)?\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)(?![\w@-])(?!\.\w)"
)
_ADDRESS = re.compile(f"(?P<url>{_URL})|(?P<email>{_EMAIL})", re.IGNORECASE)

# Marks at the end of an address that belong to the sentence around it. Not "_", "-" or "=": keys and
# passcodes may end with them.
_SENTENCE_MARKS = ".,;:!?'*…‘’‚“”„«»‹›،؛؟۔。、！？"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def paragraphs(text: str, *, links: bool = False) -> SafeString:
    """Return paragraphs, divided at empty lines, with a line break for each other line end."""
    parts = re.split(r"\n{2,}", normalize_newlines(str(text)).strip("\n"))
    return mark_safe("\n\n".join(format_html("<p>{}</p>", _lines(part, links)) for part in parts))


def line_breaks(text: str, *, links: bool = False) -> SafeString:
    """Return the text with a line break for each line end, to stand inside an element."""
    return _lines(normalize_newlines(str(text)), links)


def _lines(text: str, links: bool) -> SafeString:
    html = _linked(text) if links else escape(text)
    return mark_safe(html.replace("\n", "<br>"))  # both have escaped it


def _linked(text: str) -> SafeString:
    """Return the escaped text, with a link around each address."""
    html, end = "", 0
    for start, stop, href in _addresses(text):
        html += escape(text[end:start]) + format_html('<a href="{}">{}</a>', href, text[start:stop])
        end = stop
    return mark_safe(html + escape(text[end:]))


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and href of each address."""
    for found in _ADDRESS.finditer(text):
        address = found.group()
        if found.lastgroup == "email":
            # RFC 6068: what is a delimiter in a URL must be encoded in the local part.
            local, _, domain = address.rpartition("@")
            href = f"mailto:{re.sub('[%?&#=`{|}^]', _percent, local)}@{domain}"
        else:
            address = _without_sentence_marks(address)
            href = address if "://" in address[:8] else f"https://{address}"
        yield found.start(), found.start() + len(address), href


def _without_sentence_marks(url: str) -> str:
    """Strip what ends the sentence, and brackets that open before the address."""
    while url:
        last = url[-1]
        opening = _BRACKETS.get(last)
        if last not in _SENTENCE_MARKS and not (opening and url.count(last) > url.count(opening)):
            break
        url = url[:-1]
    return url


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found.group()):02X}"
