"""Before and after: what a recipient was told last."""

from datetime import UTC, datetime, timedelta

import pytest

from events.emails import compose
from events.emails.delivery import send_due
from events.models import Booking, Notice, Session
from events.outbox import enqueue
from tests import factories
from tests.events.emails.mails import (
    Kind,
    State,
    enqueue_notice,
    html_words,
    make_full_booking,
    send_invite,
    set_up_rows,
    single_spaced,
)

pytestmark = pytest.mark.django_db


def test_a_moved_session_says_when_it_was_and_when_it_is(now):
    booking = send_invite(factories.make_booking(), now)
    Session.objects.update(
        starts_at=datetime(2027, 2, 3, 14, 0, tzinfo=UTC),
        ends_at=datetime(2027, 2, 3, 15, 30, tzinfo=UTC),
        sequence=1,
    )
    mail = compose(enqueue_notice(Kind.SESSION_MOVED, booking, now), now)

    for text in (single_spaced(mail.body), html_words(mail)):
        assert "Before: Wednesday 27 January 2027, 10:30am to 12 noon" in text
        assert "Now: Wednesday 3 February 2027, 2pm to 3:30pm" in text
    assert "Wednesday 3 February 2027" in mail.subject


def test_two_moves_within_ten_minutes_are_one_message_from_first_to_last(now):
    booking = send_invite(factories.make_booking(), now)
    for day, at in ((3, now), (10, now + timedelta(minutes=5))):
        Session.objects.update(
            starts_at=datetime(2027, 2, day, 14, 0, tzinfo=UTC),
            ends_at=datetime(2027, 2, day, 15, 30, tzinfo=UTC),
        )
        enqueue(
            kind=Kind.SESSION_MOVED,
            booking=booking,
            now=at,
            due_at=at + timedelta(minutes=10),
            dedupe_key=str(day),
        )
    assert send_due(now=now + timedelta(minutes=10)) == {"dropped": 1}
    assert send_due(now=now + timedelta(minutes=15)) == {"sent": 1}
    told = Notice.objects.get(dedupe_key="10").snapshot
    assert told["starts_at"].startswith("2027-02-10")


def test_a_session_that_moved_away_and_back_before_anyone_heard_sends_nothing(now):
    booking = send_invite(factories.make_booking(), now)

    assert compose(enqueue_notice(Kind.SESSION_MOVED, booking, now), now) is None


def test_a_session_cancelled_and_restored_before_anyone_heard_sends_nothing(now):
    booking = send_invite(factories.make_booking(), now)

    assert compose(enqueue_notice(Kind.SESSION_CANCELLED, booking, now), now) is None
    assert compose(enqueue_notice(Kind.SESSION_RESTORED, booking, now), now) is None


def test_a_session_on_again_with_a_new_date_is_one_message(now, mailoutbox):
    booking = send_invite(factories.make_booking(), now)
    Session.objects.update(status="cancelled", cancel_reason="The hall is flooded.")
    enqueue(kind=Kind.SESSION_CANCELLED, booking=booking, now=now, dedupe_key="1")
    send_due(now=now + timedelta(minutes=10))
    assert "Why: The hall is flooded." in mailoutbox[-1].body

    Session.objects.update(
        status="on",
        starts_at=datetime(2027, 2, 3, 14, 0, tzinfo=UTC),
        ends_at=datetime(2027, 2, 3, 15, 30, tzinfo=UTC),
    )
    enqueue(kind=Kind.SESSION_MOVED, booking=booking, now=now, dedupe_key="2")
    enqueue(kind=Kind.SESSION_RESTORED, booking=booking, now=now, dedupe_key="2")
    assert send_due(now=now + timedelta(hours=1)) == {"sent": 1, "dropped": 1}
    assert "on again" in mailoutbox[-1].body
    assert "Now: Wednesday 3 February 2027, 2pm to 3:30pm" in mailoutbox[-1].body


def test_another_way_of_joining_says_which_it_was(now):
    booking = send_invite(factories.make_booking(mode="video"), now)
    Booking.objects.update(attendance_mode="phone")
    mail = compose(enqueue_notice(Kind.CHANGE, booking, now), now)

    assert "Before: By video\nNow: By phone" in mail.body


def test_who_can_no_longer_join_in_their_way_is_told_so(now):
    session = factories.make_session(in_person=True, venue="The Hall, Ely")
    booking = send_invite(factories.make_booking(session=session, mode="in-person"), now)
    Session.objects.update(in_person=False)
    mail = compose(enqueue_notice(Kind.SESSION_MOVED, booking, now), now)

    assert "You cannot join in the way you chose any more." in mail.body


def test_what_was_told_holds_no_name_address_or_need(now):
    send_invite(make_full_booking(needs=("Marker",)), now)
    told = str(Notice.objects.get(sent_at__isnull=False, recipient="contact").snapshot)

    for secret in ("Marker", "Ama", "ama@", "Jo"):
        assert secret not in told


@pytest.mark.parametrize("kind", [Kind.SESSION_MOVED, Kind.SESSION_RESTORED])
def test_someone_with_an_open_offer_is_not_told_to_do_nothing(kind, now):
    booking = send_invite(factories.make_booking(), now)
    set_up_rows(kind, booking, now)
    Booking.objects.filter(pk=booking.pk).update(state=State.OFFERED)
    mail = compose(enqueue_notice(kind, booking, now), now)

    for text in (single_spaced(mail.body), html_words(mail)):
        assert "We keep it until 9am UK time on Wednesday 13 January 2027." in text
        assert "You do not need to do anything." not in text
