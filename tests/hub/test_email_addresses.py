"""One person, however the domain of their address is spelled."""

import pytest
from django.core.exceptions import ValidationError

from events.models import Person
from hub.email_addresses import (
    email_spellings,
    is_same_email,
    normalise_email,
    validate_email_address,
)

ASCII, UNICODE = "ann@xn--mller-kva.example", "ann@müller.example"


@pytest.mark.parametrize(
    "address",
    [
        *(ASCII, UNICODE, " Ann@MÜLLER.example ", "ann@XN--MLLER-KVA.Example"),
        "ann@mu\u0308ller.example",  # u and two dots
        "ann@müller。example",
    ],
)
def test_every_spelling_is_the_same_address(address):
    assert normalise_email(address) == ASCII
    assert is_same_email(address, UNICODE)
    assert {ASCII, UNICODE} <= set(email_spellings(address))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ann@muller.example", UNICODE),
        ("anna@müller.example", UNICODE),
        ("ann@straße.example", "ann@strasse.example"),
        ("jözef@example.org", "jozef@example.org"),
        ("", UNICODE),
    ],
)
def test_another_address_is_another_person(one, other):
    assert not is_same_email(one, other)


@pytest.mark.parametrize(
    "odd", ["", "@", "ann", "a@ü..example", "a@xn--\x00", "a@-ü", "ü@", "a@xn--ü"]
)
def test_what_is_no_address_equals_itself(odd):
    assert is_same_email(odd, odd)
    assert odd in email_spellings(odd)


@pytest.mark.parametrize(
    "address",
    [
        "józef+brew@exämple.org",
        "jo\u0301zef@example.org",
        "ओम@उदाहरण.भारत",
        "用户@例子.广告",
        "ann@müller.example",
        "jo@example.org",
    ],
)
def test_an_address_of_any_script_is_one(address):
    validate_email_address(address)
    Person(booking_id=1, name="Jo", email=address).clean_fields(exclude=["booking"])


@pytest.mark.parametrize(
    "odd",
    [
        *("", "jo", "jo@", "@example.org", "jo b@example.org", "jo\u00a0b@example.org"),
        *(
            "jo\u202eb@example.org",
            "jo\u200bb@example.org",
            "jó\x00@example.org",
            "jó..b@example.org",
        ),
        *("jó@example", "<jó@example.org>", "jó\r\nBcc: x@example.org"),
    ],
)
def test_what_could_hide_or_break_something_is_no_address(odd):
    with pytest.raises(ValidationError):
        validate_email_address(odd)
