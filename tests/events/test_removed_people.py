"""A person whom a change removes from a booking: told once, out of the calendar, then deleted."""

import json
import re
from datetime import timedelta

import html5lib
import pytest
import textstat

from events import bookings
from events.admin.attendees import attendees_of
from events.bookings import AccessRequest, Attendee, capacity_of
from events.emails import compose
from events.emails.delivery import send_due
from events.models import Booking, Notice, Person, PersonalFeed, RemovedPerson, Session
from events.privacy.retention import erase, export, purge_expired
from events.schedule import personal_feed
from hub.models import SiteDetails
from tests.events.emails.mails import calendar_part, decoded_content, html_words, single_spaced
from tests.events.test_privacy import found_in_database
from tests.factories import STARTS_AT, make_booking, make_session
from tests.readers import agreed

pytestmark = pytest.mark.django_db

Kind = Notice.Kind
SAM = Attendee(name="Sam Carer", email="sam@example.org")
AMA = Attendee(name="Ama Mensah", email="ama@example.org", asks=(AccessRequest(words="A lift"),))
SOON = timedelta(minutes=4)


@pytest.fixture
def booking(now):
    """Sam booked for Ama and comes too. Both have the session in their calendar."""
    booking = make_booking(
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other-and-me",
        person_knows=True,
        people=(AMA, SAM),
        session=make_session(places=10),
        now=now,
    )
    send_due(now=now)
    return booking


@pytest.fixture
def sent_mails(mailoutbox, booking):
    """The outbox, emptied when the test begins."""
    mailoutbox.clear()
    return mailoutbox


def take_ama_off(booking, now, **more):
    return bookings.change(booking=booking, people=(SAM,), for_whom="me", now=now, **more)


def to(outbox, address):
    return [mail for mail in outbox if mail.to == [address]]


def test_the_person_gets_one_mail_that_takes_the_session_out_of_their_calendar(
    booking, now, sent_mails
):
    (before,) = agreed(invite_of(booking), method="REQUEST")
    take_ama_off(booking, now)
    send_due(now=now)
    assert not to(sent_mails, "ama@example.org"), "they may be put back"
    send_due(now=now + SOON)
    send_due(now=now + 2 * SOON)

    (mail,) = to(sent_mails, "ama@example.org")
    method, file = calendar_part(mail)
    (event,) = agreed(file, method="CANCEL")
    assert method == "CANCEL"
    assert event.uid == before.uid == f"booking-{booking.uid}@brew.test"
    assert event.sequence > before.sequence
    assert event.status == "CANCELLED"
    assert "mailto:ama@example.org" in file.decode().replace("\r\n ", "")
    assert mail.subject.startswith("You are not on the booking any more: Over a Brew, Wednesday")


def invite_of(booking):
    sent = Notice.objects.get(
        booking=booking, kind=Kind.CONFIRMATION, recipient__startswith="person-"
    )
    return calendar_part(compose(sent, sent.created_at))[1]


def test_the_mail_holds_no_link_to_the_booking_no_need_and_no_other_address(
    booking, now, sent_mails
):
    take_ama_off(booking, now)
    send_due(now=now + SOON)
    (mail,) = to(sent_mails, "ama@example.org")

    for secret in ("/bookings/", "lift", "sam@example.org", booking.spoken_code):
        assert secret not in decoded_content(mail)
    assert "Sam Carer has changed the booking. You are not on it any more." in mail.body
    assert "This email takes the session out of your calendar." in mail.body


def test_the_mail_is_plain_valid_and_the_same_in_both_parts(booking, now, sent_mails, client):
    take_ama_off(booking, now)
    send_due(now=now + SOON)
    (mail,) = to(sent_mails, "ama@example.org")
    sentences = " ".join(line for line in mail.body.splitlines() if line.endswith((".", "?")))

    assert textstat.flesch_kincaid_grade(sentences) <= 6
    html5lib.HTMLParser(strict=True).parse(mail.alternatives[0][0])
    shown = html_words(mail)
    for line in mail.body.splitlines():
        if line.endswith("."):
            assert single_spaced(line) in shown
    for path in re.findall(r"https://brew\.test(/\S*)", mail.body):
        assert client.get(path).status_code == 200
    assert SiteDetails.load().contact_phone in mail.body


def test_everybody_else_hears_of_the_change_as_before_and_keeps_the_session(
    booking, now, sent_mails
):
    take_ama_off(booking, now)
    send_due(now=now + SOON)
    (mail,) = to(sent_mails, "sam@example.org")

    assert calendar_part(mail)[0] == "REQUEST"


def test_from_the_moment_of_the_change_nothing_counts_or_shows_the_person(booking, now, client):
    PersonalFeed.objects.create(email="ama@example.org")
    take_ama_off(booking, now)

    fresh = Booking.objects.get()
    assert [person.name for person in fresh.people.all()] == ["Sam Carer"]
    assert sum(capacity_of(booking.session).taken.values()) == 1
    attendees = attendees_of(Session.objects.get())
    assert [p.name for b in attendees.bookings for p in b.people.all()] == ["Sam Carer"]
    assert attendees.needs == []
    assert "Ama" not in json.dumps(export(fresh))
    assert "Ama" not in client.get(f"/bookings/{bookings.manage_token(fresh)}/").text
    assert personal_feed.bookings_in(PersonalFeed.objects.get(), now=now) == []
    Notice.objects.filter(kind=Kind.BOOKING_LINK).delete()
    bookings.send_links_again(email="ama@example.org", now=now)
    assert not Notice.objects.filter(kind=Kind.BOOKING_LINK).exists()


def test_what_we_kept_to_tell_them_goes_in_the_same_pass(booking, now, sent_mails):
    take_ama_off(booking, now)
    purge_expired(now=now)
    assert RemovedPerson.objects.get().email == "ama@example.org"

    send_due(now=now + SOON)
    purge_expired(now=now + SOON)
    assert not RemovedPerson.objects.exists()
    assert found_in_database("ama@example") == []
    assert found_in_database("Mensah") == []


def test_no_notice_holds_a_name_or_an_address(booking, now, sent_mails):
    take_ama_off(booking, now)
    send_due(now=now + SOON)
    held = json.dumps(list(Notice.objects.values()), default=str)

    assert "Ama" not in held and "example.org" not in held


def test_it_goes_the_next_day_also_when_no_mail_server_answers(booking, now, sent_mails, settings):
    take_ama_off(booking, now)
    purge_expired(now=now + timedelta(hours=23))
    assert RemovedPerson.objects.exists()
    purge_expired(now=now + timedelta(hours=25))
    assert not RemovedPerson.objects.exists()

    send_due(now=now + timedelta(hours=26))
    assert not to(sent_mails, "ama@example.org")
    assert Notice.objects.get(kind=Kind.PERSON_REMOVED).dismissed_at


def test_erasing_the_booking_erases_it_too_and_nothing_is_sent(booking, now, sent_mails):
    take_ama_off(booking, now)
    erase(booking=Booking.objects.get(), now=now)
    send_due(now=now + SOON)

    assert not RemovedPerson.objects.exists()
    assert sent_mails == []


def test_who_is_put_back_within_minutes_keeps_the_session(booking, now, sent_mails):
    take_ama_off(booking, now)
    bookings.change(
        booking=booking, people=(AMA, SAM), for_whom="other-and-me", person_knows=True, now=now
    )
    send_due(now=now + SOON)

    methods = [calendar_part(mail)[0] for mail in to(sent_mails, "ama@example.org")]
    assert methods == ["REQUEST"]
    purge_expired(now=now + SOON)
    assert not RemovedPerson.objects.exists()


def test_who_is_put_back_later_gets_the_session_back(booking, now, sent_mails):
    take_ama_off(booking, now)
    send_due(now=now + SOON)
    later = now + timedelta(hours=1)
    bookings.change(
        booking=booking, people=(AMA, SAM), for_whom="other-and-me", person_knows=True, now=later
    )
    send_due(now=later + SOON)
    out, back = to(sent_mails, "ama@example.org")
    (gone,) = agreed(calendar_part(out)[1], method="CANCEL")
    (again,) = agreed(calendar_part(back)[1], method="REQUEST")

    assert again.sequence > gone.sequence
    assert again.uid == gone.uid


@pytest.mark.parametrize("address", ["SAM@example.org", ""])
def test_nobody_loses_the_session_whose_address_still_reads_the_booking(now, sent_mails, address):
    """One address for two people, or none of their own."""
    shared = make_booking(
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other-and-me",
        people=(Attendee(name="Ama", email=address), SAM),
        now=now,
    )
    send_due(now=now)
    sent_mails.clear()
    take_ama_off(shared, now)
    send_due(now=now + SOON)

    assert not RemovedPerson.objects.exclude(email__iexact="sam@example.org").exists()
    assert [calendar_part(mail)[0] for mail in sent_mails] == ["REQUEST"]


def test_who_had_heard_nothing_yet_hears_nothing(now, mailoutbox):
    booking = make_booking(
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other-and-me",
        people=(AMA, SAM),
        now=now,
    )
    take_ama_off(booking, now)
    send_due(now=now + SOON)

    assert not RemovedPerson.objects.exists()
    assert not to(mailoutbox, "ama@example.org")


def test_who_only_waited_is_told_without_a_calendar_file(now, mailoutbox):
    booking = make_booking(
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other-and-me",
        people=(AMA, SAM),
        session=make_session(places=0),
        now=now,
    )
    send_due(now=now)
    mailoutbox.clear()
    take_ama_off(booking, now)
    send_due(now=now + SOON)

    (mail,) = to(mailoutbox, "ama@example.org")
    assert calendar_part(mail) is None
    assert "takes the session out" not in mail.body


def test_a_session_that_is_over_is_left_where_it_is(booking, now, sent_mails):
    take_ama_off(booking, STARTS_AT - timedelta(minutes=1))
    send_due(now=STARTS_AT + timedelta(hours=3))

    assert not to(sent_mails, "ama@example.org")


def test_a_booking_cancelled_right_afterwards_still_leaves_their_calendar(booking, now, sent_mails):
    take_ama_off(booking, now)
    bookings.cancel(booking=booking, now=now)
    send_due(now=now + SOON)

    assert [calendar_part(mail)[0] for mail in to(sent_mails, "ama@example.org")] == ["CANCEL"]


def test_a_changed_address_of_the_same_person_is_sent_no_cancellation(booking, now, sent_mails):
    """One person may read both addresses, and a cancellation would take out the new entry as well."""
    bookings.change(
        booking=booking,
        people=(
            Attendee(name="Ama Mensah", email="ama@new.example"),
            Attendee(name="Sam Carer", email="sam@new.example"),
        ),
        contact=bookings.Contact(name="Sam Carer", email="sam@new.example"),
        now=now,
    )
    send_due(now=now + SOON)

    assert {mail.to[0] for mail in sent_mails} == {"ama@new.example", "sam@new.example"}
    assert {calendar_part(mail)[0] for mail in sent_mails} == {"REQUEST"}


def test_a_name_that_advertises_something_is_left_out(booking, now, sent_mails):
    Person.objects.filter(name="Ama Mensah").update(name="Win at casino.example/now")
    take_ama_off(booking, now)
    send_due(now=now + SOON)
    (mail,) = to(sent_mails, "ama@example.org")

    assert "casino" not in decoded_content(mail)


def test_pressing_twice_tells_once(booking, now, sent_mails):
    take_ama_off(booking, now)
    take_ama_off(booking, now)
    send_due(now=now + SOON)

    assert len(to(sent_mails, "ama@example.org")) == 1
