"""UID and ORGANIZER of an invite stay what they were at first, whatever the settings say later."""

import importlib
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings as settings_of_today
from django.core import mail

from events import bookings as services
from events.bookings import Attendee
from events.emails.delivery import send_due
from events.emails.invite import event_of
from events.models import Booking, Notice
from events.rsvp.apply import Outcome, process_reply
from events.schedule import move
from hub.models import SiteDetails
from tests import factories
from tests.events.calendar_replies import TRUSTED, reply

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW_SENDER = "Brew <new@brew.example>"

pytestmark = pytest.mark.django_db


def sent_invites(now):
    """Send what is due. Return method, UID and organizer of each calendar file, by address."""
    mail.outbox.clear()
    send_due(now=now)
    return {
        each.to[0]: _identity(part.get_payload(decode=True))
        for each in mail.outbox
        for part in each.message().walk()
        if part.get_content_type() == "text/calendar"
    }


def _identity(file):
    text = file.decode().replace("\r\n ", "")
    names = (r"METHOD:(.*)", r"UID:(.*)", r"ORGANIZER.*mailto:(.*)")
    return tuple(re.search(rf"(?m)^{name}\r$", text)[1] for name in names)


def change_settings(settings):
    settings.DEFAULT_FROM_EMAIL = NEW_SENDER
    settings.BASE_URL = "https://new.example"
    details = SiteDetails.load()
    details.site_name = "Another name"
    details.save()


def move_by_a_week(session, now):
    starts = session.starts_at + 7 * DAY
    move(session=session, starts_at=starts, ends_at=starts + HOUR, now=now)


def test_a_new_sender_and_a_new_address_of_the_site_break_no_chain(now, settings):
    booking = factories.make_booking(now=now)
    (first,) = sent_invites(now).values()
    assert first[::2] == ("REQUEST", "hello@overabrew.example")

    change_settings(settings)
    booking.session.series.title = "Other words"
    booking.session.series.save()
    move_by_a_week(booking.session, now)
    (moved,) = sent_invites(now + HOUR).values()
    services.cancel(booking=booking, now=now + 2 * HOUR)
    (cancelled,) = sent_invites(now + 2 * HOUR).values()

    assert moved == first
    assert cancelled == ("CANCEL", *first[1:])
    assert mail.outbox[0].from_email == NEW_SENDER  # the envelope
    message = mail.outbox[0].message()
    assert message["From"] == "Brew <hello@overabrew.example>"
    assert message["Sender"] == NEW_SENDER

    other = factories.make_booking(session=booking.session, email="ben@example.org", now=now)
    assert sent_invites(now + 3 * HOUR) == {
        "ben@example.org": ("REQUEST", f"booking-{other.uid}@new.example", "new@brew.example")
    }


def test_a_mail_in_a_chain_that_began_with_the_sender_of_today_has_no_second_sender(now):
    factories.make_booking(now=now)
    sent_invites(now)
    message = mail.outbox[0].message()
    assert message["From"] == settings_of_today.DEFAULT_FROM_EMAIL
    assert "Sender" not in message


def test_mails_without_a_calendar_file_come_from_the_same_address(now, settings):
    """A reminder is part of the same conversation."""
    booking = factories.make_booking(now=now)
    sent_invites(now)
    change_settings(settings)
    mail.outbox.clear()
    Notice.objects.create(kind=Notice.Kind.BOOKING_LINK, booking=booking, due_at=now)
    send_due(now=now + HOUR)
    assert mail.outbox[0].message()["From"] == "Brew <hello@overabrew.example>"


def test_everyone_on_a_booking_has_the_organizer_that_its_uid_began_with(now, settings):
    """A person who joins later, and one who is taken off."""
    ben = Attendee(name="Ben", email="ben@example.org")
    booking = factories.make_booking(now=now, people=(Attendee(name="Ama Mensah"), ben))
    first = sent_invites(now)
    assert len(set(first.values())) == 1
    change_settings(settings)
    jo = Attendee(name="Jo", email="jo@example.org")
    services.change(
        booking=booking, people=(Attendee(name="Ama Mensah"), jo), for_whom="other-and-me", now=now
    )

    later = sent_invites(now + HOUR)

    (_, uid, organizer) = first["ben@example.org"]
    assert later["ben@example.org"] == ("CANCEL", uid, organizer)
    assert later["jo@example.org"] == ("REQUEST", uid, organizer)


def test_a_chain_begins_with_the_first_invite_and_not_with_the_booking(now, settings):
    """Someone who waits has no invite yet."""
    session = factories.make_session(places=0)
    booking = factories.make_booking(session=session, now=now)
    assert sent_invites(now) == {}
    change_settings(settings)

    Booking.objects.filter(pk=booking.pk).update(state=Booking.State.BOOKED)
    Notice.objects.create(kind=Notice.Kind.PROMOTED, booking=booking, due_at=now)

    (invite,) = sent_invites(now + HOUR).values()
    assert invite[2] == "new@brew.example"


def test_a_mail_that_may_have_gone_has_fixed_the_organizer(now, settings, monkeypatch):
    """The mail server dies after it took the mail, and we never hear of it."""

    def failing(self, messages):
        raise ConnectionResetError

    booking = factories.make_booking(now=now)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", failing)
        send_due(now=now)
    settings.DEFAULT_FROM_EMAIL = NEW_SENDER

    (invite,) = sent_invites(now + HOUR).values()
    booking.refresh_from_db()
    assert invite[2] == booking.organizer_email == "hello@overabrew.example"


def test_an_answer_to_the_uid_of_an_old_host_is_still_ours(now, settings):
    settings.REPLIES_URL = "imaps://user:secret@mail.example/INBOX"
    settings.TRUSTED_AUTHSERV_ID = TRUSTED
    booking = factories.make_booking(now=now)
    sent_invites(now)
    change_settings(settings)

    raw = reply(booking, "DECLINED", now, uid=f"booking-{booking.uid}@brew.test")
    assert process_reply(raw=raw, now=now) == Outcome.CANCELLED


def test_a_booking_keeps_its_uid_in_every_file(now, settings):
    booking = factories.make_booking(now=now)
    before = event_of(booking).uid
    change_settings(settings)
    assert event_of(Booking.objects.get()).uid == before


def test_those_who_had_an_invite_before_organizers_were_kept_go_on_with_that_of_today(now):
    invited, waiting = factories.make_booking(now=now), factories.make_booking(email="b@x.example")
    sent_invites(now)
    Notice.objects.filter(booking=waiting).delete()
    Booking.objects.update(organizer_email="")

    importlib.import_module("events.migrations.0018_invite_identity").keep_organizer(apps, None)

    kept = dict(Booking.objects.values_list("pk", "organizer_email"))
    assert kept == {invited.pk: "hello@overabrew.example", waiting.pk: ""}
