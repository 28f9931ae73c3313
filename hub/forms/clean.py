"""Normalisation of submitted values."""

import re
import unicodedata

from django.core.exceptions import ValidationError

# Minimum for any country: short local numbers have 5 (ITU-T E.164 allows up to 15).
MIN_DIGITS = 5
# Under the name, on the envelope of a letter.
MAX_ADDRESS_LINES = 6
POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}", re.IGNORECASE)
# Control characters, line separators and surrogates. Joiners stay: some names need them.
CATEGORIES_NOT_IN_NAMES = {"Cc", "Cs", "Zl", "Zp"}
# Bidirectional controls (Unicode TR 9): a name must not change the order of the text after it.
BIDI_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(name: str) -> str:
    """Return a name, in any script, on one line."""
    characters = (
        " "
        if char in BIDI_CONTROLS or unicodedata.category(char) in CATEGORIES_NOT_IN_NAMES
        else char
        for char in name
    )
    return " ".join("".join(characters).split())


def phone_number(text: str) -> str:
    """Return a phone number with single spaces, or "". Raise ValidationError for too few digits."""
    phone = " ".join(text.split())
    if phone and sum(char.isdigit() for char in phone) < MIN_DIGITS:
        raise ValidationError("Enter a phone number, like 01632 960 001")
    return phone


def paragraphs(text: str) -> str:
    """Return the text stripped, with LF line endings."""
    return text.replace("\r\n", "\n").strip()


def address_lines(text: str) -> str:
    """Return a postal address without empty lines, or "". Raise ValidationError if it cannot be one."""
    lines = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    if not lines:
        return ""
    if not 2 <= len(lines) <= MAX_ADDRESS_LINES or not POSTCODE.fullmatch(lines[-1]):
        raise ValidationError("Enter the address in 2 to 6 lines. The last one is the postcode")
    return "\n".join(lines)
