"""One person, however the domain of their address is spelled."""

import pytest

from hub.email_addresses import email_spellings, is_same_email, normalise_email

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
