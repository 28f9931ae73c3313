"""Plain text as HTML: nothing is lost, and links are what was written."""

import re
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template import engines
from django.utils.html import format_html
from hypothesis import example, given
from hypothesis import strategies as st

from hub.plain_text import line_breaks, paragraphs

SAFE = "abcXYZ019-._~%&=+/'*!$,;:@"  # what a path and a query may hold
URL_BODY = st.text(alphabet=SAFE, max_size=20).map(lambda text: f"{text}z")
URLS = st.builds(
    lambda scheme, host, path, query: f"{scheme}://{host}.example/{path}?{query}",
    st.sampled_from(["http", "https", "HTTPS"]),
    st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True),
    URL_BODY,
    URL_BODY,
)
EMAILS = st.builds(
    lambda name, host: f"{name}@{host}.example",
    st.from_regex(r"[a-z][a-z0-9.'+_-]{0,12}[a-z0-9]", fullmatch=True),
    st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True),
)


def parsed(html):
    html5lib.HTMLParser(strict=True).parseFragment(html)
    return BeautifulSoup(f"<div>{html}</div>", "html.parser")


def hrefs(html):
    return [each["href"] for each in parsed(html).find_all("a")]


def text_of(html):
    """Return what a reader sees, with each line end and each empty line."""
    parsed(html)
    # The parser shortens white space, but not that of <pre>.
    kept = re.sub("<(/?)p>", r"<\1pre>", html if "<p>" in html else f"<p>{html}</p>")
    soup = BeautifulSoup(kept, "html.parser")
    for each in soup.find_all("br"):
        each.replace_with("\n")
    return "\n\n".join(part.get_text() for part in soup.find_all("pre"))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://forms.example/r?id=7&section=2", ["https://forms.example/r?id=7&section=2"]),
        ("https://forms.example/r?id=7&region=2", ["https://forms.example/r?id=7&region=2"]),
        ("https://forms.example/r?id=7&copy=2", ["https://forms.example/r?id=7&copy=2"]),
        ("https://meet.example/j?pwd=a%20b", ["https://meet.example/j?pwd=a%20b"]),
        ("https://meet.example/a%2Fb", ["https://meet.example/a%2Fb"]),
        ("Read this (https://example.org/a), then come.", ["https://example.org/a"]),
        ("pat.o'neil@council.example", ["mailto:pat.o'neil@council.example"]),
        ("Write to józef+brew@exämple.org!", ["mailto:józef+brew@exämple.org"]),
        ("“https://example.org/a?b=c”.", ["https://example.org/a?b=c"]),
        ("<https://example.org/a>", ["https://example.org/a"]),
        ("https://en.example/wiki/Brew_(tea).", ["https://en.example/wiki/Brew_(tea)"]),
        ("Is it https://example.org/?", ["https://example.org/"]),
        ("www.example.org/a, or HTTP://EXAMPLE.ORG", ["https://www.example.org/a", "HTTP://EXAMPLE.ORG"]),
        ("'pat@council.example'", ["mailto:pat@council.example"]),
        ("a?b@example.org", ["mailto:a%3Fb@example.org"]),
    ],
)  # fmt: skip
def test_a_link_leads_where_it_was_written(text, links):
    for html in (paragraphs(text, links=True), line_breaks(text, links=True)):
        assert hrefs(html) == links
        assert text_of(html) == text


@pytest.mark.parametrize(
    "text",
    [
        "pat.o’neil@council.example",  # a phone made the apostrophe: "neil@" is somebody else
        "/pat.o'neil@council.example",
        "#pat@council.example",
        "pat@council.example@else.example",
        "pat@council",
        "javascript:alert(1)",
        "xhttps://example.org",
        "https://",
        "A brew at 10.30am. Bring cake.",
    ],
)
def test_in_doubt_there_is_no_link(text):
    assert hrefs(paragraphs(text, links=True)) == []
    assert text_of(paragraphs(text, links=True)) == text


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n")))
@example("a\n\nb\nc")
@example("<b>&amp;</b> 'x' \"y\"")
@example("a@b.cd https://x.example/<b>")
def test_the_words_of_the_html_are_the_words(text):
    one_empty_line = re.sub(r"\n{3,}", "\n\n", text.strip("\n"))
    for links in (True, False):
        assert text_of(line_breaks(text, links=links)) == text
        assert text_of(paragraphs(text, links=links)) == one_empty_line


@given(urls=st.lists(st.one_of(URLS, EMAILS), min_size=1, max_size=4))
def test_every_address_of_a_text_is_a_link_unchanged(urls):
    html = paragraphs(f"See {' (or), '.join(urls)}.", links=True)
    assert [href.removeprefix("mailto:") for href in hrefs(html)] == urls
    assert [each.get_text() for each in parsed(html).find_all("a")] == urls


def test_words_that_anybody_can_send_get_no_links():
    assert hrefs(paragraphs("https://example.org/a")) == []


def test_html_of_our_own_stays_as_it_is_among_the_answers():
    template = engines["django"].from_string("{{ answer|line_breaks }}")
    when = format_html("<time>{}</time>", "10 & 11")
    assert template.render({"answer": when}) == "<time>10 &amp; 11</time>"
    assert template.render({"answer": "<time>\nnow"}) == "&lt;time&gt;<br>now"


def test_each_line_of_each_kind_of_computer_is_a_line():
    assert paragraphs("a\r\nb\r\rc\n\n\n\nd") == "<p>a<br>b</p>\n\n<p>c</p>\n\n<p>d</p>"


def test_no_template_and_no_mail_uses_a_filter_that_guesses():
    guesses = re.compile(r"\|\s*(?:urlize\w*|linebreaks\w*)|import .*\burlize")
    files = [
        *Path(settings.BASE_DIR, "templates").rglob("*.*"),
        *Path(settings.BASE_DIR, "events").rglob("*.py"),
    ]
    assert [str(each) for each in files if guesses.search(each.read_text())] == []
