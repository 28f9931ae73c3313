"""Each kind of mail, to each kind of reader, made by the services as in real life."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from events import bookings, schedule
from events.bookings import Attendee
from events.bookings.form_links import send_form_link
from events.bookings.notices import BOOKED_AGAIN, FROM_CALENDAR
from events.emails import compose
from events.models import Booking, Broadcast, FormAttempt, Invitation, Notice
from events.privacy.retention import erase
from events.recurrence import NthWeekday, Repeat
from events.regulars import enrolment, invitations
from events.rsvp.unresolved import notify_organisers, record_unresolved
from events.subscriptions import matching
from events.suppliers.requests import withdraw
from tests import factories
from tests.events import subscription_factories as subscriptions
from tests.events.emails.mails import (
    ALWAYS_RELEVANT,
    BOOKING_KINDS,
    Kind,
    compose_mail,
    make_carer_booking,
    make_full_booking,
    rolled_back,
    send_invite,
)
from tests.events.suppliers import makers as suppliers

Mails = Iterator[tuple[str, EmailMultiAlternatives]]

DAY = timedelta(days=1)
PLACE = {
    "in_person": True,
    "venue": "The Hall\nSwaffham PE37 0ZZ",
    "venue_travel": "The bus stops at the door.\nParking is free.",
    "venue_access": "No steps.",
    "venue_drawbacks": "The kitchen has a step.",
    "payment": "We pay your travel in cash on the day.",
    "note": "Bring a pen & some paper.\nRead https://example.org/r?id=7&copy=1 before you come.",
}
LETTER = """This form is short: https://forms.example/r?id=7&section=2&copy=1

Is 1 < 2 & 3 > 2? Write to pat.o'neil@council.example."""


@cache
def every_mail(now) -> dict[str, EmailMultiAlternatives]:
    """Return each mail by what it is, such as "confirmation, by video". Made once in each process."""
    return dict(every_mail_with_rows(now))


def every_mail_with_rows(now) -> Mails:
    """Yield the same. The rows of a mail are there until the next."""
    for scenario in SCENARIOS:
        with rolled_back():
            yield from scenario(now)


def kind_of(what: str) -> str:
    return what.partition(",")[0]


def _of_booking(make: Callable[..., Booking], now, *, to="contact", name="", without=()) -> Mails:
    booking = send_invite(make(), now)
    for kind in BOOKING_KINDS:
        if kind in without:
            continue
        with rolled_back():
            recipient = None if kind == Kind.ORGANISER_NEEDS else to
            yield f"{kind}, {name}", compose_mail(kind, booking, now, to=recipient)


def _to_the_contact(now) -> Mails:
    yield from _of_booking(make_full_booking, now, name="by video")


def _by_phone(now) -> Mails:
    def make():
        session = factories.make_session(meeting_phone="01632 960555, then 2468#")
        return make_full_booking(session=session, mode="phone")

    yield from _of_booking(make, now, name="by phone", without={Kind.ORGANISER_NEEDS})


def _in_a_room(now) -> Mails:
    def make():
        return make_full_booking(session=factories.make_session(**PLACE), mode="in-person")

    yield from _of_booking(make, now, name="in a room", without={Kind.ORGANISER_NEEDS})


def _to_others(now) -> Mails:
    booking = make_carer_booking(now)
    person, supporter = (f"person-{each.pk}" for each in booking.people.all())
    organisers = {Kind.ORGANISER_NEEDS}
    only_contact = organisers | ALWAYS_RELEVANT | {Kind.DECLINE_CHECK}
    for to, name, without in (
        ("contact", "carer", organisers),
        (person, "person", only_contact),
        (supporter, "supporter", only_contact),
    ):
        with rolled_back():
            yield from _of_booking(lambda: booking, now, to=to, name=name, without=without)


def _discreet(now) -> Mails:
    booking = send_invite(make_full_booking(discreet_title=True), now)
    for kind in (Kind.CONFIRMATION, Kind.REMINDER_DAY):
        with rolled_back():
            yield f"{kind}, discreet", compose_mail(kind, booking, now)


def _after_a_no(now) -> Mails:
    booking = send_invite(make_full_booking(), now)
    reason = f"1{FROM_CALENDAR}"
    yield (
        "cancellation, from a calendar",
        compose_mail(Kind.CANCELLATION, booking, now, dedupe_key=reason),
    )


def _booked_twice(now) -> Mails:
    booking = make_full_booking()
    newer = factories.make_booking(session=booking.session)
    Notice.objects.all().delete()
    reason = f"{BOOKED_AGAIN}{newer.pk}"
    yield "link, booked twice", compose_mail(Kind.BOOKING_LINK, booking, now, dedupe_key=reason)


def _taken_off(now) -> Mails:
    sam, ama = (Attendee(name=n, email=f"{n.lower()}@example.org") for n in ("Sam", "Ama"))
    booking = factories.make_booking(
        name="Sam",
        email=sam.email,
        for_whom="other-and-me",
        person_knows=True,
        people=(ama, sam),
        now=now,
    )
    send_invite(booking, now)
    Notice.objects.filter(sent_at=None).delete()
    bookings.change(booking=booking, people=(sam,), for_whom="me", now=now)
    notice = Notice.objects.get(kind=Kind.PERSON_REMOVED)
    yield "taken-off", compose(notice, now + timedelta(minutes=4))


def _erased(now) -> Mails:
    for is_discreet in (False, True):
        with rolled_back():
            booking = send_invite(make_full_booking(discreet_title=is_discreet), now)
            erase(booking=booking, now=now, cancel_invites=True)
            notice = Notice.objects.get(kind=Kind.ERASED)
            yield f"erased{', discreet' if is_discreet else ''}", compose(notice, now)


def _invitations(now) -> Mails:
    rule = Repeat(on=NthWeekday(4, 2)).to_rule()
    series = factories.make_series(rule=rule, first_day=date(2027, 1, 27))
    booking = make_full_booking(session=factories.make_session(series=series), now=now)
    later = factories.STARTS_AT + 28 * DAY
    session = factories.make_session(series=series, starts_at=later, title="Unpaid carers")
    enrolment.enrol(booking=booking, now=now)
    asked = later - 21 * DAY
    invitations.enqueue_invitations(now=asked)
    (first,) = Invitation.objects.get().notices.all()
    yield "invitation", compose(first, asked)
    Notice.objects.filter(pk=first.pk).update(sent_at=asked)
    schedule.move(session=session, starts_at=later + DAY, ends_at=later + 2 * DAY, now=asked)
    invitations.enqueue_invitations(now=asked)
    second = Invitation.objects.get().notices.exclude(pk=first.pk).get()
    yield "invitation, to another date", compose(second, asked)


def _news(now) -> Mails:
    subscriptions.make_subscriber(now)
    facts = {"note": PLACE["note"], "page": {"summary": "Tea first."}}
    subscriptions.make_new_session(subscriptions.make_topic(), **facts)
    with rolled_back():
        yield "news, one session", _alert(now)
    subscriptions.make_new_session(title="A second talk", starts_at=factories.STARTS_AT + DAY)
    yield "news, two sessions", _alert(now)


def _alert(now) -> EmailMultiAlternatives:
    matching.enqueue_alerts(now=now)
    return compose(Notice.objects.get(kind=Kind.SESSION_ALERT), now)


def _would_you_like_news(now) -> Mails:
    with rolled_back():
        subscriptions.make_pending_subscriber(now)
        notice = Notice.objects.get(kind=Kind.SUBSCRIPTION_CONFIRMATION)
        yield "follow", compose(notice, now)
    subscriptions.make_subscriber(now)
    subscriptions.make_pending_subscriber(now)
    notice = Notice.objects.filter(kind=Kind.SUBSCRIPTION_CONFIRMATION).latest("pk")
    yield "follow, known", compose(notice, now)


def _form_link(now) -> Mails:
    attempt = FormAttempt.objects.create(
        key="key", answers={"start": {}}, session=factories.make_session(), started_at=now
    )
    send_form_link(attempt=attempt, email="ama@example.org", now=now)
    yield "form-link", compose(Notice.objects.get(kind=Kind.FORM_LINK), now)


def _letters(now) -> Mails:
    booking = send_invite(make_full_booking(session=factories.make_session(**PLACE)), now)
    compose_mail(Kind.BROADCAST, booking, now)
    longest = Broadcast._meta.get_field("body").max_length
    long_letter = (LETTER + " Bring a pen, and some paper." * longest)[:longest]
    for name, words in (("with links", LETTER), ("longest", long_letter)):
        Broadcast.objects.update(body=words)
        notice = Notice.objects.get(kind=Kind.BROADCAST, recipient="contact")
        yield f"letter, {name}", compose(notice, now)


def _odd_answers(now) -> Mails:
    for number in range(3):
        reason = "The sender is unknown." if number else "The date is over."
        record_unresolved(raw=b"%d" % number, reason=reason, now=now)
    notify_organisers(now=now)
    yield "odd-answers", mail.outbox.pop()


def _suppliers(now) -> Mails:
    needs = suppliers.make_needs(factories.make_session(**PLACE), mode="in-person", now=now)
    sentence = "Tell us your price & your travel."
    request = suppliers.ask(needs, now, sentence=sentence)

    def newest():
        return Notice.objects.filter(kind=Kind.SUPPLIER_REQUEST).latest("pk")

    yield "supplier", compose(newest(), now)
    Notice.objects.filter(supplier_request=request).update(sent_at=now)
    bookings.cancel(booking=needs[0].person.booking, now=now)
    suppliers.tell(request, now)
    yield "supplier, of a change", compose(newest(), now)
    withdraw(request=request, now=now)
    yield "supplier, not needed", compose(newest(), now)


SCENARIOS = (
    _to_the_contact,
    _by_phone,
    _in_a_room,
    _to_others,
    _discreet,
    _after_a_no,
    _booked_twice,
    _taken_off,
    _erased,
    _invitations,
    _news,
    _would_you_like_news,
    _form_link,
    _letters,
    _odd_answers,
    _suppliers,
)
