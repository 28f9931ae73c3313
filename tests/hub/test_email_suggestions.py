"""Slips in an address are found. Real addresses are left alone."""

import pytest

from hub.email_suggestions import ALSO_REAL, COMMON, is_one_slip, suggestion_for


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jo@gmial.com", "jo@gmail.com"),
        ("jo@gmal.com", "jo@gmail.com"),
        ("jo@gmaill.com", "jo@gmail.com"),
        ("jo@gmail.con", "jo@gmail.com"),
        ("jo@gmail.co", "jo@gmail.com"),
        ("jo@gmail.co.uk", "jo@gmail.com"),
        ("jo@gmail,com", "jo@gmail.com"),
        ("jo@gmail..com", "jo@gmail.com"),
        ("jo@gmail.com.", "jo@gmail.com"),
        ("jo@gmailcom", "jo@gmail.com"),
        ("jo@gmail", "jo@gmail.com"),
        ("jo @ gmail.com", "jo@gmail.com"),
        ("mailto:jo@gmail.com", "jo@gmail.com"),
        ("Jo.B+brew@GMIAL.com", "Jo.B+brew@gmail.com"),
        ("jo@hotmial.co.uk", "jo@hotmail.co.uk"),
        ("jo@hotmail.co.u", "jo@hotmail.co.uk"),
        ("jo@hotmailcouk", "jo@hotmail.co.uk"),
        ("jo@yahoo.co.k", "jo@yahoo.co.uk"),
        ("jo@btinternet.co", "jo@btinternet.com"),
        ("jo@nhs.ney", "jo@nhs.net"),
        ("jo@aol.con", "jo@aol.com"),
        ("jo@norfolk.gov.u", "jo@norfolk.gov.uk"),
        ("jo@charity.org.u", "jo@charity.org.uk"),
        ("józef@gmial.com", "józef@gmail.com"),
    ],
)
def test_a_slip_leads_to_what_was_meant(written: str, meant: str):
    assert suggestion_for(written) == meant
    assert suggestion_for(meant) == ""


@pytest.mark.parametrize("domain", [*COMMON, *sorted(ALSO_REAL)])
def test_no_domain_that_many_people_use_is_a_slip(domain: str):
    assert suggestion_for(f"jo@{domain}") == ""


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        "jo",
        "jo@",
        "@gmail.com",
        "jo@example.org",
        "jo@say.com",  # one letter from sky.com: short names have too many neighbours
        "jo@mac.co",
        "jo@bigcoffee.co",
        "jo@yahoo.com.au",
        "jo@norfolk.gov.uk",
        "józef+brew@exämple.org",
    ],
)
def test_other_addresses_are_left_alone(address: str):
    assert suggestion_for(address) == ""


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("gmail", "gmail", False),
        ("gmial", "gmail", True),
        ("gmai", "gmail", True),
        ("ggmail", "gmail", True),
        ("gmaol", "gmail", True),
        ("gamli", "gmail", False),
        ("gmailxx", "gmail", False),
        ("", "a", True),
    ],
)
def test_one_slip_is_one_letter_or_two_neighbours_swapped(one: str, other: str, is_slip: bool):
    assert is_one_slip(one, other) == is_one_slip(other, one) == is_slip
