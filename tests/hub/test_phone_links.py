"""Links to dial a number: only what is pressed, and nothing of the words around it."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template import engines

from hub.phone_links import phone_links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("01632 960555, then 2468#", ["tel:01632960555,,2468%23"]),
        ("01632 960 123", ["tel:01632960123"]),
        ("(01632) 960123", ["tel:01632960123"]),
        ("+44 (0)1632 960123", ["tel:+441632960123"]),
        ("+44 01632 960123", ["tel:+441632960123"]),
        ("+353 1 496 0123", ["tel:+35314960123"]),
        ("01632 960555 ext 12", ["tel:01632960555,,12"]),
        ("01632 960555 x12", ["tel:01632960555,,12"]),
        ("01632 960123 or 07700 900456", ["tel:01632960123", "tel:07700900456"]),
        ("01632 960123, 07700 900456", ["tel:01632960123", "tel:07700900456"]),
        ("01632 960123/07700 900456", ["tel:01632960123", "tel:07700900456"]),
        ("18001 01632 960123", ["tel:1800101632960123"]),
        ("Samaritans: 116 123", ["tel:116123"]),
        ("111", ["tel:111"]),
        ("01632 960123 (9am to 5pm)", ["tel:01632960123"]),
        ("01632 960123, Monday to Thursday, 9 to 4", ["tel:01632960123"]),
        (
            "0131 496 0196, meeting ID 812 3456 7890#, passcode 123456#",
            ["tel:01314960196,,81234567890%23,,123456%23"],
        ),
        ("+441632960555,,81234567890#,,,,*123456#", ["tel:+441632960555,,81234567890%23,,*123456%23"]),
        ("Code 2468, number 01632 960555", ["tel:01632960555"]),
        ("01632 960555 then press 1", ["tel:01632960555,,1"]),
        ("Ask us", []),
        ("Room 12", []),
        ("On 01.02.2027 at 10:30", []),
        ("https://meet.example/01632960123", []),
        ("We ring you", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_number_is_dialled_with_its_code_and_without_the_words(text, links):
    soup = BeautifulSoup(f"<p>{phone_links(text)}</p>", "html.parser")
    assert [each["href"] for each in soup.find_all("a")] == links
    assert soup.get_text() == text


def test_what_is_written_around_a_number_cannot_become_markup():
    assert phone_links("<b>01632 960123</b>", "help-link") == (
        '&lt;b&gt;<a class="help-link" href="tel:01632960123">01632 960123</a>&lt;/b&gt;'
    )


def test_every_template_can_use_it():
    template = engines["django"].from_string("{{ number|phone_links }}")
    assert template.render({"number": "01632 960 123"}).startswith('<a href="tel:01632960123">')


def test_no_template_makes_such_a_link_itself():
    files = Path(settings.BASE_DIR, "templates").rglob("*.html")
    assert [each.name for each in files if re.search(r"tel:\{", each.read_text())] == []
