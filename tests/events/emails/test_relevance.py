"""Which mails are dropped, as they are not right any more."""

from datetime import UTC, datetime, timedelta

import pytest

from events import bookings as booking_service
from events.emails import compose
from events.emails.delivery import send_due
from events.models import AccessNeed, Booking, Notice, Session
from tests import factories
from tests.events.emails.mails import (
    ALWAYS_RELEVANT,
    BOOKING_KINDS,
    Kind,
    State,
    compose_mail,
    enqueue_notice,
    make_full_booking,
    rolled_back,
    send_invite,
    sending_time,
    set_up_rows,
)

pytestmark = pytest.mark.django_db


def change_session(**fields):
    return lambda booking: Session.objects.filter(pk=booking.session_id).update(**fields)


def change_booking(**fields):
    return lambda booking: Booking.objects.filter(pk=booking.pk).update(**fields)


OVER = {
    "starts_at": datetime(2027, 1, 8, 10, 30, tzinfo=UTC),
    "ends_at": datetime(2027, 1, 8, 12, 0, tzinfo=UTC),
}


def is_dropped(kind, booking, now, change):
    """Whether the mail of this kind is dropped once the rows have changed under it."""
    with rolled_back():
        set_up_rows(kind, booking, now)
        moment = sending_time(kind, booking.session, now)
        notice = enqueue_notice(kind, booking, moment)
        assert compose(notice, moment) is not None, f"{kind} is right before the change"
        change(booking)
        return compose(Notice.objects.get(pk=notice.pk), moment) is None


def test_nothing_goes_out_about_a_session_that_is_over(now):
    booking = send_invite(make_full_booking(), now)
    for kind in set(BOOKING_KINDS) - {Kind.THANKS, Kind.BROADCAST, *ALWAYS_RELEVANT}:
        assert is_dropped(kind, booking, now, change_session(**OVER)), kind


def test_a_cancelled_booking_gets_nothing_more(now):
    booking = send_invite(make_full_booking(), now)
    for kind in set(BOOKING_KINDS) - {Kind.CANCELLATION, *ALWAYS_RELEVANT}:
        assert is_dropped(kind, booking, now, change_booking(state=State.CANCELLED)), kind


def test_nothing_else_goes_out_about_a_cancelled_session(now):
    booking = send_invite(make_full_booking(), now)
    still_go = {Kind.SESSION_CANCELLED, Kind.CANCELLATION, Kind.BROADCAST, *ALWAYS_RELEVANT}
    for kind in set(BOOKING_KINDS) - still_go:
        assert is_dropped(kind, booking, now, change_session(status="cancelled")), kind


def test_a_contact_without_an_address_gets_nothing(now):
    booking = send_invite(make_full_booking(), now)
    for kind in set(BOOKING_KINDS) - {Kind.ORGANISER_NEEDS}:
        assert is_dropped(kind, booking, now, change_booking(email="", phone="07700 900123")), kind


@pytest.mark.parametrize("kind", [Kind.REMINDER_WEEK, Kind.REMINDER_DAY, Kind.THANKS])
def test_reminders_that_were_switched_off_do_not_go(kind, now):
    booking = factories.make_booking(reminders=False)

    assert compose_mail(kind, booking, now) is None


@pytest.mark.parametrize("kind", [Kind.REMINDER_WEEK, Kind.REMINDER_DAY])
def test_a_reminder_for_the_old_date_is_dropped(kind, now):
    booking = factories.make_booking()
    notice = enqueue_notice(kind, booking, now)
    change_session(
        starts_at=booking.session.starts_at + timedelta(days=7),
        ends_at=booking.session.ends_at + timedelta(days=7),
    )(booking)
    fresh = Notice.objects.get(pk=notice.pk)

    assert compose(fresh, booking.session.starts_at - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (Kind.CONFIRMATION, State.WAITING),
        (Kind.CANCELLATION, State.BOOKED),
        (Kind.WAITING, State.BOOKED),
        (Kind.OFFER, State.BOOKED),
        (Kind.OFFER, State.LAPSED),
        (Kind.PROMOTED, State.WAITING),
        (Kind.REMINDER_WEEK, State.WAITING),
        (Kind.THANKS, State.WAITING),
        (Kind.SESSION_MOVED, State.LAPSED),
    ],
)
def test_a_mail_that_the_booking_has_outlived_is_dropped(kind, state, now):
    booking = factories.make_booking()
    set_up_rows(kind, booking, now)
    change_booking(state=state)(booking)
    moment = sending_time(kind, booking.session, now)

    assert compose(enqueue_notice(kind, booking, moment), moment) is None


def test_an_offer_whose_time_is_over_is_dropped(now):
    booking = factories.make_booking(state=State.OFFERED, offered_until=now)

    assert compose(enqueue_notice(Kind.OFFER, booking, now), now) is None


def test_the_organisers_hear_nothing_when_nothing_is_asked_any_more(now):
    booking = make_full_booking()
    AccessNeed.objects.all().delete()

    assert compose_mail(Kind.ORGANISER_NEEDS, booking, now) is None


def test_several_changes_one_after_the_other_are_one_mail(now):
    booking = send_invite(factories.make_booking(), now)
    first = enqueue_notice(Kind.CHANGE, booking, now, dedupe_key="1")
    second = enqueue_notice(Kind.CHANGE, booking, now, dedupe_key="2")

    assert compose(first, now) is None
    assert compose(second, now) is not None


@pytest.mark.parametrize("which", [0, 1])
def test_that_there_are_two_bookings_is_not_said_once_one_is_cancelled(which, now, mailoutbox):
    session = factories.make_session()
    both = [factories.make_booking(session=session), factories.make_booking(session=session)]
    booking_service.cancel(booking=both[which], now=now)
    send_due(now=now)

    assert not [mail for mail in mailoutbox if "You had a booking already" in mail.body]


def test_who_asks_for_the_link_gets_it_even_if_they_book_anew_while_they_wait_for_it(
    now, mailoutbox
):
    session = factories.make_session()
    first = factories.make_booking(session=session, now=now)
    send_due(now=now)
    mailoutbox.clear()
    booking_service.send_links_again(email=first.email, now=now)
    second = factories.make_booking(session=session, now=now)
    booking_service.cancel(booking=second, now=now)
    send_due(now=now)

    assert [mail for mail in mailoutbox if "Someone asked us to send this link" in mail.body]
