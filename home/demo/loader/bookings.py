"""Sample bookings in every state, made with the services, back-dated to two weeks ago."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.apps import apps

from events import bookings, schedule
from events.bookings import access_needs
from events.models import AccessOption, Notice, Session, SessionPage
from events.models import Booking as Row
from events.regulars.enrolment import enrol
from home.demo.content import BOOKINGS
from home.demo.schema import Booking, Person
from hub.dates import LONDON

from .feedback import leave_feedback, write_letters
from .keys import form_key
from .mail_guard import mail_stays_here
from .sessions import Sessions

FREE_PLACES_AT_NEXT = 3

State = Row.State


def make_bookings(*, sessions: Sessions, now: datetime) -> None:
    if not sessions.is_new:
        return
    sessions = _sessions(sessions, now)
    for key, session in sessions.items():
        wanted = [each for each in BOOKINGS if each.session == key]
        if wanted:
            _fill(key, session, wanted, _booked_at(session, now))
    if apps.is_installed("events.broadcasts"):
        write_letters(sessions=sessions, now=now)
    if "last" in sessions and apps.is_installed("events.feedback"):
        leave_feedback(session=sessions["last"], now=now)
    if not mail_stays_here():
        # The addresses are fictional: mark every notice sent or dropped, so that none is delivered.
        Notice.objects.open().exclude(broadcast=None).exclude(booking__email="").update(sent_at=now)
        Notice.objects.open().update(dismissed_at=now)
        Row.objects.update(reminders=False)


def _sessions(sessions: Sessions, now: datetime) -> dict[str, Session]:
    monthly = SessionPage.objects.filter(session__series=sessions.monthly).with_facts()
    coming = [page.session for page in monthly.bookable(now)[:2]]
    last = monthly.past(now).first()
    found = dict(zip(("next", "after-next"), coming, strict=False))
    if last:
        found["last"] = last.session
    return found | sessions.days


def _booked_at(session: Session, now: datetime) -> datetime:
    """Return 10am in London, two weeks before `now` or before a past session."""
    day = (min(now, session.starts_at) - timedelta(days=14)).astimezone(LONDON).date()
    return datetime(day.year, day.month, day.day, 10, tzinfo=LONDON)


def _fill(key: str, session: Session, wanted: Sequence[Booking], at: datetime) -> None:
    """Make the bookings with places first, then the waiting list, then cancel some."""
    order = ["booked", "cancelled", "lapsed", "offered", "waiting"]
    in_turn = sorted(wanted, key=lambda each: order.index(each.state))
    with_place = [each for each in in_turn if each.state in ("booked", "cancelled")]
    size = sum(len([p for p in each.people if not p.supports]) for each in with_place)
    waiting = len(with_place) < len(in_turn)
    if waiting:
        schedule.set_details(session=session, now=at, places=size)
    rows: dict[int, Row] = {}
    for number, words in enumerate(in_turn):
        minute = at + timedelta(minutes=7 * number)
        rows[number] = _book(session, words, f"{key}-{number}", minute)
    # A cancellation frees a place; its offer lapses, and the next booking gets an offer.
    for number, words in enumerate(in_turn):
        if words.state == "cancelled":
            bookings.cancel(booking=rows[number], now=at + timedelta(days=5))
    bookings.lapse_offers(now=at + timedelta(days=13))
    if key == "next" and not waiting:
        schedule.set_details(session=session, now=at, places=size + FREE_PLACES_AT_NEXT)


def _book(session: Session, words: Booking, key: str, at: datetime) -> Row:
    first = words.people[0]
    row = bookings.book(
        session=session,
        contact=bookings.Contact(
            name=words.contact or first.name, email=words.email, phone=words.phone
        ),
        people=[_comer(person) for person in words.people],
        mode=words.mode,
        now=at,
        for_whom=words.for_whom,
        person_knows=words.person_knows,
        wishes=bookings.Preferences(
            anything_else=words.anything_else,
            contact_first=words.contact_first,
            contact_when=words.contact_when,
            share_needs=words.share_needs,
            remember_needs=words.remember_needs,
        ),
        form_key=form_key(key),
        join_waiting_list=True,
    )
    # On a real site enrol regulars without email only: the next session would email an invitation.
    may_ask = apps.is_installed("events.regulars") and (mail_stays_here() or not words.email)
    if words.every_time and may_ask:
        enrol(booking=row, now=at)
    if words.discreet_title:
        bookings.set_discreet_title(booking=row, now=at)
    if not words.reminders:
        bookings.stop_reminders(booking=row, now=at)
    _answer_needs(row, words, at + timedelta(days=2))
    return row


def _comer(person: Person) -> bookings.Attendee:
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


def _answer_needs(row: Row, words: Booking, at: datetime) -> None:
    for person_row, person in zip(row.people.all(), words.people, strict=True):
        for need_row, need in zip(person_row.needs.all(), person.needs, strict=True):
            if need.state != need_row.state or need.answer:
                access_needs.answer(need=need_row, state=need.state, words=need.answer, now=at)
