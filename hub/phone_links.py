"""Links to dial the phone numbers in a text (RFC 3966), and what to press after them."""

import re
from collections.abc import Iterator

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# Two commas wait about four seconds, on every kind of phone, until somebody or something answers.
PAUSE = ",,"

# The shape of what is dialled. Anything else may be a date, a room or a time, unless it is all that
# is written. 18001 comes before a number that is called by text (Relay UK).
_SHAPES = re.compile(r"(?:1800[12])?(?:0\d{8,14}|\+\d{8,15})|116\d{3}")
SHORTEST = 3  # digits, such as 111

_NUMBER = r"\+?\(?\d(?:[ \u00a0()\u2010-\u2013-]*\d)*"
_CODE = r"[*#]?\d(?:[ \u00a0-]*\d)*[*#]?"
# The words that lead from a number to its code: "01632 960555, then 2468#".
_LEAD = re.compile(
    r"[\s,;:.(]*(?:(?:and|then|when|asked|press|enter|type|key|in|the|your|with|wait|for|a|is|use|"
    r"code|pin|passcode|password|access|conference|meeting|room|participant|guest|id|number|no|"
    r"ext|extn|extension|x)(?![^\W\d_])[\s,;:.)(]*)*",
    re.IGNORECASE,
)
_STARTS = re.compile(rf"(?<![\w#*@.:+-])(?<![^\d ]/){_NUMBER}(?![\w@:#*]|[.-]\d)")
_CODES = re.compile(rf"{_CODE}(?!\w)")


def phone_links(text: str, css_class: str = "") -> SafeString:
    """Return the escaped text, with a link around each phone number and its codes."""
    html, end = "", 0
    attribute = format_html(' class="{}"', css_class) if css_class else ""
    for start, stop, href in _numbers(text):
        html += escape(text[end:start])
        html += format_html('<a{} href="{}">{}</a>', attribute, href, text[start:stop])
        end = stop
    return mark_safe(html + escape(text[end:]))


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and href of each phone number."""
    end = 0
    for found in _STARTS.finditer(text):
        number = _digits(found.group())
        is_all = found.group() == text.strip() and len(number) >= SHORTEST
        if found.start() < end or not (is_all or _SHAPES.fullmatch(number)):
            continue
        end, codes = _codes_after(text, found.end())
        dialled = PAUSE.join([number, *codes])
        yield found.start(), end, f"tel:{dialled.replace('#', '%23')}"


def _codes_after(text: str, end: int) -> tuple[int, list[str]]:
    """Return the end of the codes that follow a number at `end`, and the codes to press."""
    codes: list[str] = []
    while True:
        lead = _LEAD.match(text, end)
        found = _CODES.match(text, lead.end()) if lead else None
        if not (lead and found and lead.end() > end):
            return end, codes
        code = re.sub(r"[^\d#*]", "", found.group())
        has_words = re.search(r"[^\W\d]", lead.group())
        # Without a word or a # it may be anything, such as the hours; with a 0 a second number.
        if not (has_words or code.endswith("#")) or (
            code.startswith("0") and len(code) >= 10 and not code.endswith("#")
        ):
            return end, codes
        end, codes = found.end(), [*codes, code]


def _digits(number: str) -> str:
    """Return a number as it is dialled. The (0) of "+44 (0)1632" is for calls from inside only."""
    if number.startswith("+"):
        number = re.sub(r"^(\+\s*44)[\s.-]*0|\(0\)", r"\1", number)
        return "+" + re.sub(r"\D", "", number)
    return re.sub(r"\D", "", number)
