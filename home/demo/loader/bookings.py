"""Sample bookings in every state, made with the services, back-dated to two weeks ago."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, time, timedelta

from django.apps import apps

from events import bookings, schedule
from events.bookings import access_needs
from events.models import AccessOption, Booking, Notice, Session, SessionPage
from events.regulars.enrolment import enrol
from home.demo import content, schema
from hub.dates import LONDON, london_date

from .contributions import create_broadcasts, form_key, mail_stays_here, submit_feedback
from .publishing import values
from .sessions import Sessions

FREE_PLACES_AT_NEXT = 3
PREFERENCES = [field.name for field in fields(bookings.Preferences)]


def make_bookings(*, sessions: Sessions, now: datetime) -> None:
    sessions_by_key = _sessions_by_key(sessions, now)
    for key, session in sessions_by_key.items():
        samples = [each for each in content.BOOKINGS if each.session == key]
        if samples:
            _fill(key, session, samples, _booked_at(session, now))
    if apps.is_installed("events.broadcasts"):
        create_broadcasts(sessions=sessions_by_key, now=now)
    if "last" in sessions_by_key and apps.is_installed("events.feedback"):
        submit_feedback(session=sessions_by_key["last"], now=now)
    if not mail_stays_here():
        # The addresses are fictional: mark every notice sent or dropped, so that none is delivered.
        Notice.objects.open().exclude(broadcast=None).exclude(booking__email="").update(sent_at=now)
        Notice.objects.open().update(dismissed_at=now)
        Booking.objects.update(reminders=False)


def _sessions_by_key(sessions: Sessions, now: datetime) -> dict[str, Session]:
    monthly = SessionPage.objects.filter(session__series=sessions.monthly).with_facts()
    pages = dict(zip(("next", "after-next"), monthly.bookable(now)[:2], strict=False))
    if last := monthly.past(now).first():
        pages["last"] = last
    return {key: page.session for key, page in pages.items()} | sessions.days


def _booked_at(session: Session, now: datetime) -> datetime:
    """Return 10am in London, two weeks before `now` or before a past session."""
    day = london_date(min(now, session.starts_at) - timedelta(days=14))
    return datetime.combine(day, time(10), LONDON)


def _fill(key: str, session: Session, samples: Sequence[schema.Booking], at: datetime) -> None:
    """Make the bookings with places first, then the waiting list, then cancel some."""
    order = ["booked", "cancelled", "lapsed", "offered", "waiting"]
    ordered = sorted(samples, key=lambda each: order.index(each.state))
    with_place = [each for each in ordered if each.state in ("booked", "cancelled")]
    places = sum(not person.supports for each in with_place for person in each.people)
    has_waiting_list = len(with_place) < len(ordered)
    if has_waiting_list:
        schedule.set_details(session=session, now=at, places=places)
    rows = [
        _book(session, each, f"{key}-{number}", at + timedelta(minutes=7 * number))
        for number, each in enumerate(ordered)
    ]
    # A cancellation frees a place; its offer lapses, and the next booking gets an offer.
    for booking, each in zip(rows, ordered, strict=True):
        if each.state == "cancelled":
            bookings.cancel(booking=booking, now=at + timedelta(days=5))
    bookings.lapse_offers(now=at + timedelta(days=13))
    if key == "next" and not has_waiting_list:
        schedule.set_details(session=session, now=at, places=places + FREE_PLACES_AT_NEXT)


def _book(session: Session, sample: schema.Booking, key: str, at: datetime) -> Booking:
    booking = bookings.book(
        session=session,
        contact=bookings.Contact(
            name=sample.contact or sample.people[0].name, email=sample.email, phone=sample.phone
        ),
        people=[_attendee(person) for person in sample.people],
        wishes=bookings.Preferences(**values(sample, *PREFERENCES)),
        **values(sample, "mode", "for_whom", "person_knows"),
        now=at,
        form_key=form_key(key),
        join_waiting_list=True,
    )
    # On a real site enrol regulars without email only: the next session would email an invitation.
    may_ask = apps.is_installed("events.regulars") and (mail_stays_here() or not sample.email)
    if sample.every_time and may_ask:
        enrol(booking=booking, now=at)
    if sample.discreet_title:
        bookings.set_discreet_title(booking=booking, now=at)
    if not sample.reminders:
        bookings.stop_reminders(booking=booking, now=at)
    _answer_needs(booking, sample, at + timedelta(days=2))
    return booking


def _attendee(person: schema.Person) -> bookings.Attendee:
    return bookings.Attendee(
        name=person.name,
        role="supports" if person.supports else "comes",
        asks=tuple(
            bookings.AccessRequest(
                option=AccessOption.objects.get(label=need.option) if need.option else None,
                words=need.words,
            )
            for need in person.needs
        ),
    )


def _answer_needs(booking: Booking, sample: schema.Booking, at: datetime) -> None:
    for person, person_sample in zip(booking.people.all(), sample.people, strict=True):
        for need, need_sample in zip(person.needs.all(), person_sample.needs, strict=True):
            state, answer = need_sample.state, need_sample.answer
            if state != need.state or answer:
                access_needs.answer(need=need, state=state, words=answer, now=at)
