"""The text part of each mail says what its HTML says, word for word and link for link, and keeps links whole."""

import email
import email.policy
import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from hypothesis import example, given
from hypothesis import strategies as st

from events.emails import compose
from events.emails.recipients import Recipient
from events.models import Broadcast, Notice
from hub.models import SiteDetails
from tests import factories
from tests.events.emails.every_mail import every_mail
from tests.events.emails.mails import Kind, compose_mail

pytestmark = pytest.mark.django_db


def words(text):
    """Return all words. Marks between them may differ: a bullet or a colon is a matter of layout."""
    return [word for word in re.split(r"[\s.:-]+", text) if word]


def words_of_html(html):
    """Return all words that a reader sees, with the address of each link after what stands on it."""
    body = BeautifulSoup(html, "html.parser").body
    body.select_one(".preview").decompose()
    for link in body("a", href=re.compile("^https?:")):
        if link.text != link["href"]:
            link.append(f" {link['href']}")
    return words(body.get_text())


def test_text_and_html_say_the_same_word_for_word(now):
    differ = {}
    for what, mail in every_mail(now).items():
        text, html = words(mail.body), words_of_html(mail.alternatives[0][0])
        if text != html:
            pairs = zip([*text, None], [*html, None], strict=False)
            at = next(number for number, pair in enumerate(pairs) if len(set(pair)) > 1)
            differ[what] = tuple(" ".join(each[max(at - 4, 0) : at + 9]) for each in (text, html))
    assert differ == {}


WRITTEN = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20),
        st.sampled_from(
            ["\n", "\n\n", "<b>", "</p>", "&amp;", "&lt;", "{{ link }}", "{% if %}", "|safe"]
        ),
        st.sampled_from(
            ["https://x.example/?a=1&copy=2", "pat.o'neil@x.example", "\u202e", "مرحبا"]
        ),
    ),
    max_size=12,
).map("".join)


@given(written=WRITTEN)
@example("I said <I cannot cope> & nobody heard.\n\n\"So\" 'what'? {{ no }}")
def test_a_letter_keeps_every_sign_in_both_parts_and_none_is_markup(written):
    context = {
        "broadcast": Broadcast(subject="Tea", body=written),
        "session": {"page": {"title": "Over a Brew"}, "when_words": "10am"},
        "recipient": Recipient("Ama", "ama@example.org", is_contact=True, person=None),
        "details": SiteDetails(),
    }
    assert written in render_to_string("emails/letter.txt", context)

    soup = BeautifulSoup(render_to_string("emails/letter.html", context), "html.parser")
    paragraphs = soup("p", dir="auto")
    for each in soup("br"):
        each.replace_with("\n")
    shown = "\n\n".join(each.get_text() for each in paragraphs)
    assert shown == re.sub(r"\n{3,}", "\n\n", written.strip("\n"))
    assert {part.name for each in paragraphs for part in each.find_all(True)} <= {"a"}


# What travels --------------------------------------------------------------------------------------


def text_part(mail):
    """Return the text part of the mail as it travels, and its lines."""
    raw = mail.message().as_bytes(linesep="\r\n")
    parsed = email.message_from_bytes(raw, policy=email.policy.SMTP)
    return parsed.get_body(("plain",)), raw.split(b"\r\n")


def test_the_text_arrives_as_it_was_written(now):
    for what, mail in every_mail(now).items():
        part, lines = text_part(mail)
        assert part.get_content().replace("\r\n", "\n").rstrip("\n") == mail.body.rstrip("\n"), what
        assert part.get_content_charset() == "utf-8"
        assert part.get_param("format") is None, (
            "flowed text would join lines that end with a space"
        )
        assert max(map(len, lines)) <= 998, what  # RFC 5322 2.1.1
        assert not re.search(r" $", mail.body, re.MULTILINE), what


@pytest.mark.parametrize("length", [78, 300, 999, 2500])
def test_a_link_is_whole_however_long_it_is(now, length):
    """Up to 998 signs it is also whole for who reads the raw mail."""
    link = "https://forms.example/r?id=7&section=2&copy=1&key="
    link += "aB3-_%2F=~."[::-1] * length
    link = f"{link[: length - 1]}z"
    booking = factories.make_booking()
    compose_mail(Kind.BROADCAST, booking, now)
    Broadcast.objects.update(body=f"Żółw reads\n{link}\nand comes.")
    mail = compose(Notice.objects.get(kind=Kind.BROADCAST), now)
    part, lines = text_part(mail)

    assert link in part.get_content().splitlines()
    assert len(link) == length
    assert max(map(len, lines)) <= 998
    if length < 998:
        assert link.encode() in lines
    (html,) = (content for content, kind in mail.alternatives if kind == "text/html")
    assert link in [each["href"] for each in BeautifulSoup(html, "html.parser")("a")]
