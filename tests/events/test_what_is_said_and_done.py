"""A table: for each way of being reached and each thing that happens, what is said and what goes out."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from events import bookings
from events.bookings import Attendee, Contact
from events.emails.delivery import send_due
from events.emails.reply_time import reply_time
from events.models import Booking, Notice
from events.phone_calls import calls_to_make
from events.schedule import session_changes
from hub.models import SiteDetails
from tests.events.test_how_we_reach_people import main_of
from tests.events.test_manage_views import url_of
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db
AMA, BEN, PHONE = "ama@example.org", "ben@example.org", "01632 960 111"


@dataclass(frozen=True)
class Way:
    """How the people of a booking are reached, and what must be said of it."""

    contact: Contact
    people: tuple[Attendee, ...] = (Attendee(name="Ama Mensah"),)
    person_knows: bool | None = None
    mails_to: frozenset[str] = frozenset()
    is_phoned: bool = False
    # Told by phone of a cancellation by us, though someone else is mailed: nobody else told them.
    hears_of_our_cancellation: bool = False
    booked: str = ""
    waiting: str = ""
    new_link: str = ""
    never: str = ""  # a pattern

    def book(self, session, now):
        return bookings.book(
            session=session,
            contact=self.contact,
            people=self.people,
            mode="video",
            for_whom="me" if self.person_knows is None else "other",
            person_knows=self.person_knows,
            now=now,
            join_waiting_list=True,
        )


TO_BEN = (Attendee(name="Ben", email=BEN),)
MAIL = r"\b[Ww]e (will )?(email|write|send)|[Tt]he email|junk"
PHONE_WORDS = rf"phone you on|We phone you|{re.escape(PHONE)} ,"
BY_MAIL = {
    "mails_to": frozenset({AMA}),
    "booked": f"We send an email to {AMA}. It has a link to your booking.",
    "waiting": "We write to you as soon as a place is free.",
    "new_link": "We email you a new one.",
    "never": PHONE_WORDS,
}
BY_PHONE = {
    "is_phoned": True,
    "hears_of_our_cancellation": True,
    "booked": f"A person will phone you on {PHONE} , within 2 working days.",
    "waiting": "We phone you as soon as a place is free.",
    "new_link": "You get a new one here.",
    "never": MAIL,
}
WAYS = {
    "e-mail only": Way(Contact(name="Ama Mensah", email=AMA), **BY_MAIL),
    "phone only": Way(Contact(name="Ama Mensah", phone=PHONE), **BY_PHONE),
    "e-mail and phone": Way(Contact(name="Ama Mensah", email=AMA, phone=PHONE), **BY_MAIL),
    "by someone with e-mail for someone without": Way(
        Contact(name="Ama Mensah", email=AMA), (Attendee(name="Ben"),), True, **BY_MAIL
    ),
    "by someone with e-mail for someone with another": Way(
        Contact(name="Ama Mensah", email=AMA),
        TO_BEN,
        True,
        **BY_MAIL | {"mails_to": frozenset({AMA, BEN})},
    ),
    "by someone with e-mail for someone who does not know": Way(
        Contact(name="Ama Mensah", email=AMA), TO_BEN, False, **BY_MAIL
    ),
    "by someone without e-mail for someone with": Way(
        Contact(name="Ama Mensah", phone=PHONE),
        TO_BEN,
        True,
        mails_to=frozenset({BEN}),
        hears_of_our_cancellation=True,
        booked="We send an email to Ben. It has a link to the booking. So we do not phone you",
        waiting="We write to Ben as soon as a place is free.",
        new_link="We email a new one to Ben.",
        never=r"We email you a|We write to you|We send an email to (?!Ben)|will phone you",
    ),
    "by someone without e-mail for someone who does not know": Way(
        Contact(name="Ama Mensah", phone=PHONE), TO_BEN, False, **BY_PHONE
    ),
}


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture(params=WAYS)
def way(request):
    return WAYS[request.param]


def pages_of(client, booking, *rests):
    return [main_of(client.get(url_of(booking, rest), follow=True)) for rest in rests]


def outcome(booking, now):
    """Return who is mailed about this booking now, and whether its contact is on the list of calls."""
    mail.outbox.clear()
    calls = [call.booking for call in calls_to_make(now=now)]
    send_due(now=now)
    mailed = {reader for each in mail.outbox for reader in each.to}
    return mailed - {SiteDetails.load().contact_email}, booking in calls


def settle(now):
    """Send and make all that is due, so that the next thing stands alone."""
    send_due(now=now)
    for call in calls_to_make(now=now):
        Notice.objects.filter(booking=call.booking, sent_at=None).update(sent_at=now)
    Notice.objects.filter(sent_at=None, dismissed_at__isnull=False, recipient="contact").update(
        sent_at=now
    )


def test_booked(client, way, now):
    booking = way.book(make_session(places=5), now)
    new, later = pages_of(client, booking, "booked/", "")
    assert "You have booked a place" in new and way.booked in new
    assert way.new_link in later
    for page in (new, later):
        assert not re.search(way.never, page), re.search(way.never, page)
    assert outcome(booking, now) == (way.mails_to, way.is_phoned)


def test_waiting(client, way, now):
    booking = way.book(make_session(places=0), now)
    for page in pages_of(client, booking, "booked/", ""):
        assert "You are on the waiting list" in page and way.waiting in page
        assert not re.search(way.never, page), re.search(way.never, page)
    assert outcome(booking, now) == (way.mails_to, way.is_phoned)


def offered(way, now):
    session = make_session(places=1)
    holder = make_booking(session=session, name="Kim", email="", phone="01632 960 222", now=now)
    booking = way.book(session, now)
    settle(now)
    bookings.cancel(booking=holder, now=now)
    booking.refresh_from_db()
    assert booking.state == "offered"
    return booking


@pytest.mark.slow("each way of being reached once more")
def test_offered(client, way, now):
    booking = offered(way, now)
    for page in pages_of(client, booking, "booked/", ""):
        assert "A place is free for you" in page and "Yes, I take the place" in page
        assert "will phone you" not in page and "as soon as a place is free" not in page
    assert outcome(booking, now) == (way.mails_to, way.is_phoned)


@pytest.mark.slow("each way of being reached once more")
def test_an_offer_that_was_taken(client, way, now):
    booking = offered(way, now)
    settle(now)
    bookings.accept_offer(booking=booking, now=now)
    assert outcome(booking, now) == (way.mails_to, way.is_phoned)


@pytest.mark.slow("each way of being reached twice more")
@pytest.mark.parametrize("by_organiser", [False, True])
def test_cancelled(client, way, now, by_organiser):
    booking = way.book(make_session(places=5), now)
    settle(now)
    bookings.cancel(booking=booking, now=now, by_organiser=by_organiser)
    for page in pages_of(client, booking, "booked/", ""):
        assert "This booking is cancelled" in page
        assert "You have cancelled" not in page, "it may have been us, or a calendar"
        assert not re.search(rf"{way.never}|will phone you|We send an email", page)
    called = by_organiser and way.hears_of_our_cancellation
    assert outcome(booking, now) == (way.mails_to, called)


@pytest.mark.slow("each way of being reached, several times more")
@pytest.mark.parametrize(
    "happens",
    [
        lambda session, now: session_changes.cancel(session=session, reason="Snow.", now=now),
        lambda session, now: session_changes.move(
            session=session,
            starts_at=session.starts_at + timedelta(days=1),
            ends_at=session.ends_at + timedelta(days=1),
            now=now,
        ),
    ],
    ids=["cancelled", "moved"],
)
def test_the_session_changes(way, now, happens, clock):
    booking = way.book(make_session(places=5), now)
    settle(now)
    happens(booking.session, now)
    later = now + timedelta(hours=1)
    clock.move_to(later)
    assert outcome(booking, later) == (way.mails_to, way.is_phoned)


def test_every_mail_says_who_it_is_for_and_no_mail_promises_a_call(way, now):
    booking = way.book(make_session(places=5), now)
    outcome(booking, now)
    for each in mail.outbox:
        assert not re.search(r"we (will )?phone you|phone you on", each.body, re.IGNORECASE)
        assert ("made by Ama Mensah" in each.body) == (each.to == [BEN])


# When we answer -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_before", "promised", "words"),
    [
        (14, 2, "within 2 working days"),
        (14, 1, "within 1 working day"),
        (3, 2, "within 2 working days"),  # Sunday 24 January: Monday, Tuesday, and then the session
        (5, 2, "within 2 working days"),
        (2, 2, "before the session"),
        (2, 1, "within 1 working day"),
        (1, 2, "before the session"),
        (0, 1, "before the session"),
    ],
)
def test_no_answer_is_promised_for_after_the_session(days_before, promised, words):
    details = SiteDetails.load()
    details.reply_days = promised
    details.save()
    session = make_session()
    assert reply_time(session, session.starts_at - timedelta(days=days_before)) == words


def test_the_page_and_the_mail_of_a_late_booking_promise_an_answer_in_time(client, clock):
    session = make_session(places=5)
    late = session.starts_at - timedelta(hours=20)
    clock.move_to(late)
    by_phone = make_booking(session=session, email="", phone=PHONE, now=late)
    with_need = make_booking(session=session, email=AMA, name="Kim", needs=("A loop",), now=late)
    send_due(now=late)

    assert f"phone you on {PHONE} , before the session." in pages_of(client, by_phone, "booked/")[0]
    page = pages_of(client, with_need, "booked/")[0]
    assert "A person answers you before the session." in page
    told = next(each for each in mail.outbox if each.to == [AMA])
    assert "We answer before the session." in told.body
    assert Booking.objects.count() == 2
