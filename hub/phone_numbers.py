"""Phone numbers from anywhere, as people write them (ITU-T E.164).

What people wrote is kept for people. Numbers are compared in E.164: "01632 960001" is
"+44 (0)1632 960 001" too.
"""

import re

from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    PhoneNumberType,
    ValidationResult,
    format_number,
    is_possible_number_with_reason,
    is_valid_number,
    national_significant_number,
    number_type,
    parse,
)

REGION = "GB"  # of a number without a country code
BRITAIN, LENGTH = 44, 10  # its country code, and the digits after it of nearly all numbers
MAX_LENGTH = 200  # characters that are looked at

# Relay UK: 18001 before a number to call by text, 18002 before a number that uses text.
_RELAY = re.compile(r"^\s*1800[12][\s-]*(?=[+0])")
# Ranges under 07 that take no texts: personal numbers, and pagers.
_NOT_TEXTED = ("70", "76")
_LETTER = re.compile(r"[^\W\d_]")


def to_e164(text: str) -> str:
    """Return the first number in the text, like "+441632960001", or "" if none can be dialled."""
    number = _first_number(text)
    return format_number(number, PhoneNumberFormat.E164) if number else ""


def readable(text: str) -> str:
    """Return a number in groups of digits, as a spreadsheet takes 07700900123 for 7700900123.

    What has spaces or words already, or is no number, stays as it is.
    """
    number = _first_number(text) if text.strip().lstrip("+").isdigit() else None
    if number is None:
        return text
    is_british = number.country_code == BRITAIN
    form = PhoneNumberFormat.NATIONAL if is_british else PhoneNumberFormat.INTERNATIONAL
    return format_number(number, form)


def mobile_number(text: str) -> str:
    """Return the first mobile number in a text in E.164, such as "+447700900123", or ""."""
    found = PhoneNumberMatcher(text, REGION, leniency=Leniency.POSSIBLE)
    number = next((match.number for match in found if _is_mobile(match.number)), None)
    return format_number(number, PhoneNumberFormat.E164) if number else ""


def doubt_about(text: str) -> str:
    """Return a sentence about what looks wrong, or "" if the text holds a number to dial."""
    if not text.strip() or _first_number(text):
        return ""
    try:
        reason = is_possible_number_with_reason(parse(_digits_only(text), REGION))
    except NumberParseException:
        return "We cannot find a phone number in it."
    if reason == ValidationResult.TOO_LONG:
        return "It looks too long for a phone number."
    if reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return "It looks too short. Does it need a code in front, like 01632?"
    if reason in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE):
        return "It looks too short for a phone number."
    return "It does not look like a phone number."


def _first_number(text: str) -> PhoneNumber | None:
    """Return the first number of a possible length. Words and times beside it do not matter."""
    text = _RELAY.sub("", text[:MAX_LENGTH])
    if not _LETTER.search(text):
        try:
            number = parse(text, REGION)
        except NumberParseException:
            number = None
        if number and _is_possible(number):
            return number
    for found in PhoneNumberMatcher(text, REGION, leniency=Leniency.POSSIBLE):
        if _is_possible(found.number):
            return found.number
    return None


def _is_possible(number: PhoneNumber) -> bool:
    """Return whether the length fits. Few British numbers have less than ten digits: those in use.

    Longer ones need not be in use: lists of new numbers come late, and examples are in none.
    """
    if is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return False
    is_long = number.country_code != BRITAIN or len(national_significant_number(number)) >= LENGTH
    return is_long or is_valid_number(number)


def _is_mobile(number: PhoneNumber) -> bool:
    """Return whether a number can get texts. New ranges of this country need no new library."""
    if number_type(number) in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE):
        return True
    digits = national_significant_number(number)
    is_mobile_range = digits.startswith("7") and not digits.startswith(_NOT_TEXTED)
    return number.country_code == BRITAIN and len(digits) == LENGTH and is_mobile_range


def _digits_only(text: str) -> str:
    """Return the longest run of digits, as words beside a number are no part of it."""
    runs = re.findall(r"\+?[\d\s()./-]*\d", text)
    return max(runs, key=lambda run: sum(map(str.isdigit, run)), default="")
