"""Mobile numbers in what people write as their phone number."""

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberFormat, PhoneNumberType

HOME = "GB"  # numbers without a country code are from here

_MOBILE_TYPES = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
# Ranges under 07 that take no texts: personal numbers, and pagers.
_NOT_TEXTED = ("70", "76")


def mobile_number(text: str) -> str:
    """Return the first mobile number in a text in E.164, such as "+447700900123", or ""."""
    found = phonenumbers.PhoneNumberMatcher(text, HOME, leniency=Leniency.POSSIBLE)
    mobiles = (match.number for match in found if _is_mobile(match.number))
    number = next(mobiles, None)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else ""


def _is_mobile(number: PhoneNumber) -> bool:
    """Return whether a number can get texts. New ranges of this country need no new library."""
    if phonenumbers.number_type(number) in _MOBILE_TYPES:
        return True
    digits = str(number.national_number)
    is_british = number.country_code == phonenumbers.country_code_for_region(HOME)
    is_mobile_range = digits.startswith("7") and not digits.startswith(_NOT_TEXTED)
    return is_british and len(digits) == 10 and is_mobile_range
