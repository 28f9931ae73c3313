"""What is done to an answer before it is kept."""

import unicodedata

from django.core.exceptions import ValidationError

# Enough to be a phone number in any country (ITU-T E.164 allows 15; short local ones have 5).
FEWEST_DIGITS = 5


# Control signs, line ends and half characters. Joiners stay: some languages write names with them.
NOT_IN_A_NAME = {"Cc", "Cs", "Zl", "Zp"}
# Signs that turn the order of all that follows (Unicode TR 9): a name must not reach beyond itself.
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(name: str) -> str:
    """A name on one line, in any language."""
    kept = (
        " " if sign in TURNING or unicodedata.category(sign) in NOT_IN_A_NAME else sign
        for sign in name
    )
    return " ".join("".join(kept).split())


def phone_number(text: str) -> str:
    """A phone number with single spaces, or nothing. Raises ValidationError for other words."""
    phone = " ".join(text.split())
    if phone and sum(sign.isdigit() for sign in phone) < FEWEST_DIGITS:
        raise ValidationError("Enter a phone number, like 01632 960 001")
    return phone


def paragraphs(text: str) -> str:
    """What was written in a large box, with one kind of line end."""
    return text.replace("\r\n", "\n").strip()
