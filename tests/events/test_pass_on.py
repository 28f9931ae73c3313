"""Pages can be sent on, printed and quoted."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.utils.html import strip_tags

from stories.models import StoryPage, SummaryPage
from tests.factories import make_session
from tests.stories.factories import make_piece

pytestmark = pytest.mark.django_db
TITLE = "Tea & “sympathy”: 100% of it?"
WHEN = "Wednesday 27 January 2027, 10:30am to 12 noon"


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


def pages():
    session = make_session(title=TITLE)
    return {
        "session": (session.page, WHEN),
        "summary": (make_piece(SummaryPage, title=TITLE, session=session.page), WHEN),
        "story": (make_piece(StoryPage, title=TITLE, author_name="Len"), None),
        "summary of no session": (make_piece(SummaryPage, title=TITLE), None),
    }


@pytest.mark.parametrize("kind", ["session", "summary", "story", "summary of no session"])
def test_a_page_can_be_sent_printed_and_quoted(client, site, kind):
    page, when = pages()[kind]
    when = when or f"{page.published_on:%-d %B %Y}"
    html = client.get(page.url).text
    (part,) = re.findall(r'(?s)<section[^>]*"pass-on-title".*?</section>', html)
    (href,) = re.findall(r'href="(mailto:[^"]+)"', part)
    address = f"https://brew.test{page.url}"
    words = " ".join(strip_tags(part).replace("&amp;", "&").split())

    parts = parse_qs(urlsplit(href.replace("&amp;", "&")).query, strict_parsing=True)
    assert parts == {"subject": [TITLE], "body": [f"{TITLE}\r\n{when}\r\n{address}"]}
    assert "+" not in href, "mail programs show it as it is (RFC 6068)"
    author = "Len: " if kind == "story" else ""
    assert f"{author}“{TITLE}”, {when}. Over a Brew. {address} (read on 11 January 2027)" in words
    assert "Look for Print in the menu of your browser." in words
