"""Who gets a mail, and the words that fit them: contact, person and supporter."""

import html
import re
from datetime import timedelta

import pytest

from events import bookings as booking_service
from events.emails import compose
from events.emails.delivery import send_due
from events.models import Notice, Person
from events.outbox import enqueue
from tests import factories
from tests.events.emails.mails import (
    ALWAYS_RELEVANT,
    BOOKING_KINDS,
    Kind,
    calendar_part,
    compose_mail,
    decoded_content,
    each_mail,
    enqueue_notice,
    html_words,
    make_carer_booking,
    send_invite,
)

pytestmark = pytest.mark.django_db


def test_a_carer_the_person_and_the_supporter_each_read_words_that_fit(now):
    booking = make_carer_booking(now)
    ama, jo = booking.people.all()
    carer = compose_mail(Kind.CONFIRMATION, booking, now)
    person = compose_mail(Kind.CONFIRMATION, booking, now, to=f"person-{ama.pk}")
    supporter = compose_mail(Kind.CONFIRMATION, booking, now, to=f"person-{jo.pk}")

    assert carer.to == ["sam@example.org"]
    assert "Ama Mensah has a place" in carer.body
    assert "Jo will come along to support." in carer.body
    assert person.to == ["ama@example.org"]
    assert "Hello Ama Mensah," in person.body
    assert "You have a place" in person.body
    assert "This booking was made by Sam Carer." in person.body
    assert supporter.to == ["jo@example.org"]
    assert "The person you support has a place" in supporter.body


def test_each_reader_has_their_own_invite_with_their_own_address(now):
    booking = make_carer_booking(now)
    ama = booking.people.first()
    for to, address in (("contact", "sam@example.org"), (f"person-{ama.pk}", "ama@example.org")):
        file = calendar_part(compose_mail(Kind.CONFIRMATION, booking, now, to=to))[1]
        text = file.decode().replace("\r\n ", "")
        assert re.findall(r"ATTENDEE[^\r]*mailto:([^\r]*)", text) == [address]


def test_a_supporter_sees_no_link_no_need_and_no_other_name(now):
    booking = make_carer_booking(now)
    jo = booking.people.last()
    for kind in BOOKING_KINDS:
        if kind in (Kind.ORGANISER_NEEDS, Kind.DECLINE_CHECK, *ALWAYS_RELEVANT):
            continue
        mail = compose_mail(kind, booking, now, to=f"person-{jo.pk}")
        assert mail, kind
        assert "/bookings/" not in decoded_content(mail), kind
        assert "Ama" not in decoded_content(mail), kind
        assert "A lift to the door" not in decoded_content(mail), kind
        assert "900111" not in decoded_content(mail), kind
    for kind in (Kind.BOOKING_LINK, Kind.DECLINE_CHECK):
        assert compose_mail(kind, booking, now, to=f"person-{jo.pk}") is None


def test_the_person_reads_their_own_needs_and_the_carer_all_of_them(now):
    booking = make_carer_booking(now)
    ama = booking.people.first()
    person = compose_mail(Kind.REMINDER_WEEK, booking, now, to=f"person-{ama.pk}").body
    carer = compose_mail(Kind.REMINDER_WEEK, booking, now).body

    assert "A lift to the door" in person
    assert "A seat near the door" not in person
    assert "For Ama Mensah: A lift to the door" in carer
    assert "For Jo: A seat near the door" in carer


def test_booking_for_someone_and_oneself_names_both(now):
    booking = factories.make_booking(
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other-and-me",
        people=(booking_service.Attendee(name="Ama"), booking_service.Attendee(name="Sam Carer")),
    )
    assert "You and Ama have a place" in compose_mail(Kind.CONFIRMATION, booking, now).body


def test_a_person_taken_off_the_booking_is_not_written_to(now):
    booking = make_carer_booking(now)
    ama = booking.people.first()
    notice = enqueue_notice(Kind.CONFIRMATION, booking, now, to=f"person-{ama.pk}")
    ama.delete()

    assert compose(Notice.objects.get(pk=notice.pk), now) is None


def test_a_carer_who_books_for_a_second_person_is_told_and_the_first_person_is_not(now, mailoutbox):
    """The first would read "cancel one of them" and lose the place."""
    first = make_carer_booking(now)
    factories.make_booking(
        session=first.session,
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other",
        people=(booking_service.Attendee(name="Ben"),),
    )
    send_due(now=now)
    mails = [mail for mail in mailoutbox if "You had a booking already" in mail.body]

    assert [mail.to for mail in mails] == [["sam@example.org"]]
    assert "This booking is for Ama Mensah." in mails[0].body


def test_someone_who_is_booked_for_and_books_too_is_told_by_mail(now, mailoutbox):
    first = make_carer_booking(now, person_knows=True)
    factories.make_booking(session=first.session)
    send_due(now=now)
    mails = [mail for mail in mailoutbox if "There are now two bookings" in mail.body]

    assert [mail.to for mail in mails] == [["ama@example.org"]]
    assert "Sam Carer made one of them." in mails[0].body


def test_someone_who_does_not_know_that_they_are_booked_for_is_told_nothing(now, mailoutbox):
    first = make_carer_booking(now, person_knows=False)
    factories.make_booking(session=first.session)
    booking_service.send_links_again(email="ama@example.org", now=now)
    send_due(now=now)

    assert not [mail for mail in mailoutbox if "Sam Carer" in mail.body]


def test_mails_to_a_carer_say_whose_booking_they_are_about(now):
    booking = make_carer_booking(now)
    send_invite(booking, now)
    for kind, mail in each_mail(booking, now):
        if kind not in (Kind.ORGANISER_NEEDS, Kind.PERSONAL_FEED, Kind.BROADCAST):
            assert "Ama Mensah" in mail.body.partition("What you asked for")[0], kind
            assert "Ama Mensah" in html_words(mail).partition("What you asked for")[0], kind


def test_the_first_mail_to_someone_who_now_knows_says_that_they_are_booked(now, mailoutbox):
    booking = booking_service.book(
        session=factories.make_session(),
        contact=booking_service.Contact(name="Sam Carer", email="sam@example.org"),
        people=[booking_service.Attendee(name="Ama")],
        mode="video",
        for_whom="other",
        person_knows=False,
        now=now,
    )
    send_due(now=now)
    people = [booking_service.Attendee(name="Ama", email="ama@example.org")]
    for way, later in (("video", 5), ("phone", 10)):
        moment = now + timedelta(minutes=later)
        booking_service.change(
            booking=booking,
            mode=way,
            for_whom="other",
            person_knows=True,
            people=people,
            now=moment,
        )
        send_due(now=moment + timedelta(minutes=4))
    subjects = [mail.subject.partition(":")[0] for mail in mailoutbox if "ama@" in mail.to[0]]

    assert subjects == ["A place is booked", "The booking has changed"]
    assert mailoutbox[0].to == ["sam@example.org"]


def test_everyone_invited_hears_of_another_way_to_join(now, mailoutbox):
    booking = make_carer_booking(now)
    enqueue(kind=Kind.CONFIRMATION, booking=booking, now=now)
    send_due(now=now)
    mailoutbox.clear()
    booking_service.change(booking=booking, mode="phone", now=now)
    send_due(now=now + timedelta(minutes=4))

    assert [mail.to[0][:3] for mail in mailoutbox] == ["sam", "ama", "jo@"]


def test_someone_whose_booking_another_cancels_reads_who_made_it(now):
    mail = compose_mail(
        Kind.CANCELLATION, make_carer_booking(now), now, to=f"person-{Person.objects.first().pk}"
    )

    assert "This booking was made by Sam Carer." in mail.body
    assert "tell us why" not in mail.body + mail.alternatives[0][0]


@pytest.mark.parametrize(
    "name", ["Ann (she/her)", "Raj s/o Kumar", "Nan and/or Jo", "Jo Ann O'Neil"]
)
def test_people_are_greeted_and_invited_by_the_name_they_gave(now, name):
    booking = factories.make_booking(name=name)
    mail = compose_mail(Kind.CONFIRMATION, booking, now)
    assert f"Hello {name}," in mail.body
    assert f"Hello {name}," in html.unescape(html_words(mail))
    invite = calendar_part(mail)[1].decode().replace("\r\n ", "")
    assert re.search(rf'ATTENDEE[^\r]*CN="?{re.escape(name)}"?[;:]', invite)
