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

# RFC 3986, letter by letter, and what RFC 3987 adds: what a link may hold, and what it may end with.
UNRESERVED = "abzAZ09-_~."
IRI = "äßłéПриعש漢🫖"
ENDS = "abzAZ09-_~=&/+#%@$|äłж漢🫖"
PART = st.text(f"{UNRESERVED}{IRI}!$&'()*+,;=:@/%[]{{}}", max_size=12).map(
    # A bracket in a link has its pair, as in wiki/Brew_(tea).
    lambda text: "" if any(text.count(a) != text.count(b) for a, b in ("()", "[]", "{}")) else text
)
HOSTS = st.sampled_from(
    "x.example X.Example x.example:8443 a-b.example localhost jo:secret@x.example münchen.example "
    "xn--mnchen-3ya.example 例え.テスト 192.0.2.7 [::1] [2001:db8::7]:8000".split()
)
URLS = st.builds(
    lambda scheme, host, path, query, fragment, end: (
        f"{scheme}://{host}/{path}?{query}#{fragment}{end}"
    ),
    st.sampled_from(["http", "https", "HTTPS"]),
    HOSTS,
    PART,
    PART,
    PART,
    st.sampled_from(ENDS),
)
EMAILS = st.builds(
    lambda name, host: f"{name}@{host}.example",
    st.from_regex(r"[a-zéłж][a-z0-9éłж.'+_-]{0,12}[a-z0-9éłж]", fullmatch=True),
    st.from_regex(r"[a-zéłж][a-z0-9éłж]{0,8}", fullmatch=True),
)
# What stands around addresses: spaces, marks, brackets, other scripts, and marks that turn the line.
AROUND = [*" \n\t", "\u200f", "\u202e", "\u2066", "\u2069 "]
AROUND += ' (|), | “|”. | ‘|’ | <|>; | «|» |. |? | – |… | سلام، |؟ | שלום | 🫖 | & | "|" '.split(
    "|"
)


def parsed(html):
    html5lib.HTMLParser(strict=True).parseFragment(html)
    return BeautifulSoup(f"<div>{html}</div>", "html.parser")


def hrefs(html):
    return [each["href"] for each in parsed(html).find_all("a")]


def text_of(html):
    """Return what a reader sees, with each line end and each empty line. Nothing else is markup."""
    assert {each.name for each in parsed(html).find_all(True)} <= {"div", "p", "br", "a"}
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
        ("https://meet.example/j?pwd=aB3_", ["https://meet.example/j?pwd=aB3_"]),
        ("*https://example.org/a*", ["https://example.org/a"]),
        ("'See https://example.org'", ["https://example.org"]),
        ("Read https://example.org/a، then", ["https://example.org/a"]),
        ("\u202bhttps://example.org/a\u202c", ["https://example.org/a"]),
        ("https://example.org/\u2066gro.live\u2069", ["https://example.org/"]),
        ("mailto:pat@council.example", ["mailto:pat@council.example"]),
        ("<pat@council.example>", ["mailto:pat@council.example"]),
        ("http://[2001:db8::7]:8000/a]", ["http://[2001:db8::7]:8000/a"]),
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
        '"Pat O"@council.example',
        "pat@[192.0.2.7]",
        "_https://example.org/a_",
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


@given(
    addresses=st.lists(st.one_of(URLS, EMAILS), min_size=1, max_size=4),
    around=st.lists(st.sampled_from(AROUND), min_size=5, max_size=5),
)
def test_every_address_of_a_text_is_a_link_unchanged(addresses, around):
    text = around[0] + "".join(map("".join, zip(addresses, around[1:], strict=False)))
    html = line_breaks(text, links=True)
    assert [href.removeprefix("mailto:") for href in hrefs(html)] == addresses
    assert [each.get_text() for each in parsed(html).find_all("a")] == addresses
    assert text_of(html) == text


@given(
    st.lists(st.sampled_from(["https://x.example", *AROUND, *"/.()[]'*_@<>&\"=;:a"]), max_size=30)
)
def test_links_never_change_the_words_whatever_stands_around_them(pieces):
    text = "".join(pieces)
    html = line_breaks(text, links=True)
    assert text_of(html) == text
    for link in parsed(html).find_all("a"):
        assert link["href"].removeprefix("mailto:") == link.get_text()
        assert link["href"] in text or link["href"].startswith("mailto:")


def test_a_very_long_line_is_one_line():
    url = f"https://x.example/{'a' * 3000}"
    text = f"{'word ' * 2000}{url} {'w' * 5000}"
    assert hrefs(paragraphs(text, links=True)) == [url]
    assert text_of(paragraphs(text, links=True)) == text


def test_words_that_anybody_can_send_get_no_links():
    assert hrefs(paragraphs("https://example.org/a")) == []


def test_html_of_our_own_stays_as_it_is_among_the_answers():
    template = engines["django"].from_string("{{ answer|line_breaks }}")
    when = format_html("<time>{}</time>", "10 & 11")
    assert template.render({"answer": when}) == "<time>10 &amp; 11</time>"
    assert template.render({"answer": "<time>\nnow"}) == "&lt;time&gt;<br>now"


def test_each_line_of_each_kind_of_computer_is_a_line():
    assert paragraphs("a\r\nb\r\rc\n\n\n\nd") == "<p>a<br>b</p>\n\n<p>c</p>\n\n<p>d</p>"


def test_nothing_else_makes_html_of_text():
    """Django's filters guess, `safe` trusts, and a line end that is replaced by hand forgets to escape."""
    guesses = re.compile(
        r"\|\s*(?:urlize\w*|linebreaks\w*|safe\b|safeseq)|import .*\b(?:urlize|linebreaks)|"
        r"""replace\(["']\\n["'],\s*["']<"""
    )
    root = Path(settings.BASE_DIR)
    files = [*root.joinpath("templates").rglob("*.*")]
    for app in ("hub", "events", "stories", "home"):
        files += root.joinpath(app).rglob("*.py")
    found = {str(each.relative_to(root)) for each in files if guesses.search(each.read_text())}
    assert found == {"hub/plain_text.py"}
