"""Letters by post, for those who want paper."""

from datetime import timedelta

import pytest

from events import bookings, schedule
from events.models import Booking, Notice
from events.outbox import resend
from events.phone_calls import calls_to_make
from events.texts.delivery import send_due_letters
from tests.events.texts.people import MOBILE
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db
ADDRESS = "12 Mill Lane\nNorwich\nNR1 3QG"
DIAL_IN = "01632 960555, then 2468#"


@pytest.fixture
def session():
    return make_session(title="Unpaid carers", places=9, meeting_phone=DIAL_IN)


@pytest.fixture
def booking(session):
    facts = {"email": "", "phone": MOBILE, "postal_address": ADDRESS, "needs": ("A palantypist",)}
    return make_booking(session=session, mode="phone", **facts)


def letter(notify):
    sent = notify.taken[-1]
    assert sent["type"] == "letter"
    return sent["personalisation"]


def test_a_letter_has_all_that_the_person_needs_and_no_need(notify, booking, now):
    assert send_due_letters(now=now) == {"sent": 1}

    posted = letter(notify)
    lines = [posted[f"address_line_{number}"] for number in range(1, 5)]
    assert lines == ["Ama Mensah", *ADDRESS.splitlines()]
    assert posted["heading"] == "You have booked"
    assert posted["body"] == "\n\n".join(
        [
            "Hello Ama Mensah,",
            "You have a place. Keep this letter.",
            "What: Unpaid carers",
            "When: Wednesday 27 January 2027, 10:30am to 12 noon UK time",
            f"How you join: by phone. When it starts, ring {DIAL_IN}",
            "Do you want to ask or change something? Ring 01632 960 123. We answer Monday to "
            f"Thursday, 9am to 4pm. Say your code: {booking.spoken_code}.",
            "The Over a Brew team",
        ]
    )


def test_a_letter_takes_no_call_away(notify, booking, now):
    send_due_letters(now=now)

    assert [call.booking for call in calls_to_make(now=now)] == [booking]


def test_nothing_is_posted_that_would_come_too_late(notify, booking, session, now):
    late = session.starts_at - timedelta(days=3)

    assert send_due_letters(now=late) == {"dropped": 1}
    assert notify.requests == 0


@pytest.mark.parametrize(
    ("cause", "heading"),
    [
        (lambda b, now: bookings.cancel(booking=b, now=now), "Your booking is cancelled"),
        (
            lambda b, now: schedule.cancel(session=b.session, reason="Snow", now=now),
            "The session is cancelled",
        ),
        (
            lambda b, now: schedule.move(
                session=b.session,
                starts_at=b.session.starts_at + timedelta(days=1),
                ends_at=b.session.ends_at + timedelta(days=1),
                now=now,
            ),
            "The session has changed",
        ),
    ],
    ids=["cancelled", "called off", "moved"],
)
def test_what_changes_is_posted_too(notify, booking, now, cause, heading):
    send_due_letters(now=now)
    cause(Booking.objects.select_related("session__page").get(pk=booking.pk), now)
    send_due_letters(now=now + timedelta(hours=1))

    assert letter(notify)["heading"] == heading


def test_an_address_that_is_refused_is_listed_and_can_be_posted_again(notify, booking, now):
    Booking.objects.filter(pk=booking.pk).update(postal_address="Mill Lane\nNorwich")
    assert send_due_letters(now=now) == {"given up": 1}
    [notice] = Notice.objects.failed()
    Booking.objects.filter(pk=booking.pk).update(postal_address=ADDRESS)

    assert resend(notice=notice, now=now)
    assert send_due_letters(now=now) == {"sent": 1}


def test_without_a_provider_no_letter_waits(notify, booking, now, settings):
    settings.LETTER_BACKEND = ""

    assert send_due_letters(now=now) == {}
    assert not notify.taken
