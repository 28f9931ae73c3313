"""Rules that every mail keeps, whatever its kind."""

import re

import html5lib
import pytest
import textstat
from bs4 import BeautifulSoup

from events import schedule
from events.bookings import booking_for
from events.emails import compose
from events.models import Notice
from events.models.attendance import AttendanceMode
from hub.models import SiteDetails
from tests import factories
from tests.events.emails.every_mail import PLACE, every_mail, kind_of
from tests.events.emails.mails import (
    BOOKING_KINDS,
    CANCELS,
    REMINDERS,
    REQUESTS,
    Kind,
    calendar_part,
    compose_mail,
    each_mail,
    html_words,
    make_full_booking,
    send_invite,
    single_spaced,
)

pytestmark = pytest.mark.django_db


def test_every_mail_has_one_reader_a_subject_and_a_person_to_ring(now):
    for kind, mail in each_mail(send_invite(make_full_booking(), now), now):
        details = SiteDetails.load()

        to = details.contact_email if kind == Kind.ORGANISER_NEEDS else "ama@example.org"
        assert (mail.to, mail.cc, mail.bcc) == ([to], [], [])
        assert mail.subject and "\n" not in mail.subject
        assert ("Wednesday 27 January 2027" in mail.subject) == (kind != Kind.PERSONAL_FEED)
        assert mail.from_email == "Over a Brew <hello@overabrew.example>"
        for text in (mail.body, html_words(mail)):
            assert details.contact_phone in text
            assert details.contact_email in text


def test_every_html_mail_is_valid_and_loads_nothing(now):
    for kind, mail in each_mail(send_invite(make_full_booking(), now), now):
        html = mail.alternatives[0][0]

        html5lib.HTMLParser(strict=True).parse(html)
        assert '<html lang="en-GB">' in html
        assert not re.search(r"<(img|script|link|iframe)|src=|url\(", html)
        addresses = set(re.findall(r'(?:href|action)="([^"]*)"', html))
        assert all(a.startswith(("https://brew.test/", "tel:", "mailto:")) for a in addresses)


def test_every_mail_is_plain_english(now):
    """Grade 6 at most is a reading age of about 11. No sentence has more than 25 words."""
    for what, mail in every_mail(now).items():
        lines = [line.strip() for line in mail.body.splitlines()]
        sentences = " ".join(
            line for line in lines if line.endswith((".", "?")) and "://" not in line
        )

        assert textstat.flesch_kincaid_grade(sentences) <= 6, (what, sentences)
        for sentence in re.split(r"(?<=[.?!])\s+", sentences):
            assert len(sentence.split()) <= 25, (what, sentence)
        assert not re.search(r"(?i)\b(please|invalid|oops|rsvp|click|e-mail)\b", mail.body), what


def test_every_mail_asks_for_one_thing_with_its_first_link(now):
    for what, mail in every_mail(now).items():
        body = BeautifulSoup(mail.alternatives[0][0], "html.parser").body
        links = body("a", href=re.compile("^https?:"))
        buttons = body.select("a.button")
        # An organiser's letter says in its own words what to do, and several sessions have a link each.
        if kind_of(what) in (Kind.BROADCAST, "odd-answers") or what == "news, two sessions":
            assert not buttons, what
        elif buttons:
            first = buttons[0]["href"]
            assert len(buttons) == 1 and links[0]["href"] == first, what
            assert re.search(r"https?://\S+", mail.body)[0] == first, what


def test_every_mail_to_people_holds_a_link_that_opens_the_booking(now):
    booking = send_invite(make_full_booking(), now)
    for kind, mail in each_mail(booking, now, set(BOOKING_KINDS) - {Kind.ORGANISER_NEEDS}):
        tokens = set(re.findall(r"https://brew\.test/bookings/([^/\s]+)/", mail.body))
        assert len(tokens) == 1, kind
        assert booking_for(tokens.pop()) == booking


def test_every_link_of_ours_leads_to_a_page(now, client, time_machine):
    time_machine.move_to(now)
    for kind, mail in each_mail(send_invite(make_full_booking(), now), now):
        for path in set(re.findall(r"https://brew\.test(/\S*)", mail.body)):
            response = client.get(path)
            is_door = path.startswith("/admin/") and response.status_code == 302
            assert is_door or response.status_code == 200, (kind, path)


def test_no_link_in_an_html_mail_is_a_long_address_to_read(now):
    for kind, mail in each_mail(send_invite(make_full_booking(), now), now):
        for words_of_link in re.findall(r"(?s)<a [^>]*>(.*?)</a>", mail.alternatives[0][0]):
            assert "://" not in words_of_link, kind
            assert words_of_link != "Use this link", kind


def test_only_a_reminder_says_that_reminders_can_be_stopped(now):
    """The thanks come when the session is over: its page then has no button for it."""
    booking = send_invite(make_full_booking(), now)
    for kind, mail in each_mail(booking, now):
        is_reminder = kind in REMINDERS
        assert ("You can stop reminders there too." in mail.body) == is_reminder, kind
        assert ("You can stop reminders there too." in html_words(mail)) == is_reminder, kind


def test_only_mails_that_change_a_calendar_carry_a_calendar_file(now):
    for kind, mail in each_mail(send_invite(make_full_booking(), now), now):
        calendar = calendar_part(mail)

        if kind in REQUESTS:
            assert calendar[0] == "REQUEST"
            assert (
                "Pressing No in your calendar does not cancel your booking. Use this link"
                in single_spaced(mail.body)
            )
        elif kind in CANCELS:
            assert calendar[0] == "CANCEL"
        else:
            assert calendar is None


def test_each_line_about_the_way_in_stands_alone_in_a_mail(now):
    session = factories.make_session(
        in_person=True, venue="The Hall", venue_access="The door is level.\n\nDogs: welcome."
    )
    booking = factories.make_booking(session=session, mode="in-person")
    html = compose_mail(Kind.CONFIRMATION, booking, now).alternatives[0][0]

    assert re.findall(r"<li>(.*?)</li>", html)[:2] == ["The door is level.", "Dogs: welcome."]


def test_a_name_that_advertises_something_is_left_out(now):
    booking = factories.make_booking(name="Win at www.casino.example now")
    mail = compose_mail(Kind.CONFIRMATION, booking, now)

    assert "casino" not in mail.body + mail.alternatives[0][0]
    assert "Hello,\n" in mail.body


def test_marked_up_names_are_shown_as_text(now):
    booking = factories.make_booking(name="<b>Ama</b>")
    mail = compose_mail(Kind.CONFIRMATION, booking, now)

    assert "&lt;b&gt;Ama" in mail.alternatives[0][0] or "Ama" not in mail.alternatives[0][0]
    assert "&lt;" not in mail.body


def test_a_title_over_two_lines_cannot_add_a_header(now):
    booking = factories.make_booking()
    booking.session.page.title = "Brew\r\nBcc: all@example.org"
    booking.session.page.save()
    mail = compose_mail(Kind.CONFIRMATION, booking, now)

    assert mail.message()["Bcc"] is None


def test_the_link_mail_says_why_it_comes(now):
    booking = factories.make_booking()
    asked = compose_mail(Kind.BOOKING_LINK, booking, now, dedupe_key="asked 2027-01-11T09")
    assert "Someone asked us to send this link again." in asked.body

    newer = factories.make_booking(session=booking.session, name="Kim")
    Notice.objects.all().delete()
    again = compose_mail(Kind.BOOKING_LINK, booking, now, dedupe_key=f"booked again {newer.pk}")
    assert "You had a booking already." in again.body


@pytest.mark.parametrize("kind", [Kind.CANCELLATION, Kind.SESSION_CANCELLED, Kind.THANKS])
@pytest.mark.parametrize("mode", AttendanceMode)
def test_nobody_is_told_how_to_join_what_is_over_or_off(now, kind, mode):
    facts = {"meeting_phone": "01632 960555", **PLACE, "note": "Bring a pen."}
    session = factories.make_session(**facts)
    booking = factories.make_booking(session=session, mode=mode)
    before = compose_mail(Kind.REMINDER_WEEK, booking, now)
    for text in (before.body, html_words(before)):
        assert "How to join" in text
    mail = compose_mail(kind, booking, now)
    for text in (mail.body, html_words(mail)):
        for words in ("How to join", "Where", "Getting here", "Number to ring", "Swaffham"):
            assert words not in text
        assert "Wednesday 27 January 2027" in text


def test_why_a_session_is_off_keeps_its_lines(now):
    booking = send_invite(factories.make_booking(), now)
    schedule.cancel(session=booking.session, reason="Snow.\nThe hall is <shut>.", now=now)
    notice = Notice.objects.get(kind=Kind.SESSION_CANCELLED)
    mail = compose(notice, now)

    assert "Why: Snow.\nThe hall is <shut>." in mail.body
    assert "Why: Snow.<br>The hall is &lt;shut&gt;." in mail.alternatives[0][0]
