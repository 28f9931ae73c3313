"""What no mail may hold: other people, needs and secret addresses."""

import pytest

from events.bookings import Preferences
from events.models import AccessNeed
from tests import factories
from tests.events.emails.mails import (
    BOOKING_KINDS,
    WITH_NEEDS,
    Kind,
    State,
    calendar_part,
    compose_mail,
    decoded_content,
    each_mail,
    make_full_booking,
    send_invite,
)

pytestmark = pytest.mark.django_db


def test_no_mail_holds_anything_of_another_booking(now):
    session = factories.make_session(meeting_url="https://meet.example/canary-room")
    factories.make_booking(
        session=session,
        name="Canary Bird",
        email="canary@example.net",
        phone="07700 900999",
        needs=("canary need",),
        supporter="Canary Supporter",
        wishes=Preferences(
            anything_else="canary words", contact_first="phone", contact_when="canary time"
        ),
    )
    for kind, mail in each_mail(send_invite(make_full_booking(session=session), now), now):
        assert "canary" not in decoded_content(mail).lower(), kind
        assert "900999" not in decoded_content(mail), kind


def test_a_need_is_only_in_mails_about_needs_and_never_in_a_calendar(now):
    booking = make_full_booking(
        needs=("Marker need",),
        wishes=Preferences(
            anything_else="Marker more", contact_first="phone", contact_when="Marker noon"
        ),
        phone="07700 900123",
    )
    AccessNeed.objects.update(answer="Marker answer")
    for kind, mail in each_mail(send_invite(booking, now), now):
        assert ("Marker" in decoded_content(mail)) == (kind in WITH_NEEDS)
        if calendar := calendar_part(mail):
            file = calendar[1].decode().replace("\r\n ", "")
            assert "Marker" not in file
            assert "900123" not in file
        assert "Marker" not in mail.subject
        assert "Marker more" not in decoded_content(mail)


def test_the_organisers_mail_names_nobody_and_no_need(now):
    booking = make_full_booking(needs=("Marker need",), phone="07700 900123")
    mail = compose_mail(Kind.ORGANISER_NEEDS, booking, now)

    for secret in ("Marker", "Ama", "Mensah", "Jo ", "ama@example.org", "900123", "kettle"):
        assert secret not in decoded_content(mail)
    assert "Over a Brew" in mail.subject
    assert "https://brew.test/admin/" in mail.body
    assert "/bookings/" not in mail.body


def test_the_raw_meeting_address_is_in_no_mail(now):
    session = factories.make_session(meeting_url="https://meet.example/room")
    booking = make_full_booking(session=session)
    for kind, mail in each_mail(booking, now):
        assert "meet.example" not in decoded_content(mail), kind


@pytest.mark.parametrize("kind", BOOKING_KINDS)
def test_only_who_has_a_place_reads_the_number_to_ring(kind, now):
    session = factories.make_session(meeting_phone="01632 960 777")
    booking = send_invite(
        factories.make_booking(session=session, mode="phone", needs=("Breaks",)), now
    )
    mail = compose_mail(kind, booking, now)
    booking.refresh_from_db()
    session.refresh_from_db()
    has_place = booking.state == State.BOOKED and not session.is_cancelled
    may_ring = has_place and kind not in (
        Kind.THANKS,
        Kind.PERSONAL_FEED,
        Kind.ORGANISER_NEEDS,
    )

    assert ("01632 960 777" in mail.body) == may_ring
    assert ("01632 960 777" in mail.alternatives[0][0]) == may_ring
