"""Names of all kinds stand in our mails. Advertisements to strangers do not."""

import pytest

from hub.names import is_plain_name

NAMES = [
    *(
        "Ann (she/her)",
        "Raj s/o Kumar",
        "Nan and/or Jo",
        "Sam (they/them/theirs)",
        "Aisha d/o Omar",
    ),
    *("Sam (they/them)", "Mx Sam Jones", "Mx. Sam", "Dr Jo Price", "Ali s/o Omar", "Kim they/she"),
    # Words of shops that are names too.
    *(
        "Johnny Cash",
        "Nguyễn Thị Loan",
        "Ann Sale",
        "Win Butler",
        "Chris Best",
        "Dorothy Dot Cotton",
    ),
    *("Pat O'Neil", "Pat O’Neil", "Zoë", "José-María", "李雷", "李雷 (Li Lei)", "Nguyễn Thị Ánh"),
    *(
        "Dr. A. B. Smith",
        "J.R.R. Tolkien",
        "J.Smith",
        "Dr.Smith",
        "St. John Rivers",
        "Sammy Davis Jr.",
    ),
    *("Mary & Tom", "Mary + Tom", "Ann, Ben and Cy", 'William "Bill" Green', "Sam 2", "Jo 😀"),
    *("👩🏽‍🦽 Kim", "Ana ❤️", "מרים כהן", "علي رضا", "अनिता शर्मा", "Ольга", "ジョン・スミス", "Ꮳ Ꮃ"),
    *(
        "d'Artagnan",
        "van der Berg-Smith",
        "X Æ A-12",
        "Jo",
        "Lt. Uhura",
        "The Smith family, no. 12",
    ),
    "María de los Ángeles Fernández de la Cruz y Ortega",
]
ADVERTISEMENTS = [
    *(
        "https://evil.example",
        "Win at http://evil.test/x",
        "www.evil.test",
        "www. evil",
        "evil.com",
    ),
    *(
        "Cheap pills at pills.shop",
        "bit.ly/2abc",
        "t.me/win",
        "X.com",
        "joe@evil.example",
        "evil。com",
    ),
    *(
        "Ring 07700 900123",
        "07700900123",
        "+44 7700 900 123",
        "Win £1000 now",
        "50% off",
        "Buy now!",
    ),
    *(
        "Anna evil.co.uk",
        "//evil",
        "evil[.]com",
        "Anna <b>",
        "a:b",
        "javascript:alert(1)",
        "evil․com",
    ),
    *(
        "Cheap pills",
        "VIAGRA",
        "Free bitcoin",
        "Buy now",
        "Click here",
        "Online Casino",
        "evil dot com",
    ),
    *("Win a free phone", "Claim your prize", "Best deals", "Discount for Sam", "Loans today"),
    "We buy your house for cash today with no fees and no waiting at all",
    "Congratulations you have been chosen to receive a very large parcel from our shop",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name(name):
    assert is_plain_name(name)


@pytest.mark.parametrize("text", ADVERTISEMENTS)
def test_an_advertisement_is_no_name(text):
    assert not is_plain_name(text)
