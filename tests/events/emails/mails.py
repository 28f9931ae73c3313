"""Compose the mail of each kind, and read it as a person and a mail program do."""

import email
import email.policy
import re
import uuid
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils.html import strip_tags

from events import bookings as booking_service
from events.emails import compose, snapshot_of
from events.emails.delivery import send_due
from events.models import AccessNeed, Booking, Broadcast, Notice, Person, PersonalFeed, Session
from events.outbox import enqueue, reminder_dedupe_key
from tests import factories

Kind = Notice.Kind
# Notices that are about an invitation, a subscriber, a removed person, an unfinished form or an
# erased booking.
OTHER_KINDS = (
    Kind.PERSON_REMOVED,
    Kind.INVITATION,
    Kind.SUBSCRIPTION_CONFIRMATION,
    Kind.SESSION_ALERT,
    Kind.FORM_LINK,
    Kind.ERASED,
    Kind.SUPPLIER_REQUEST,
)
BOOKING_KINDS = tuple(kind for kind in Kind if kind not in OTHER_KINDS)
State = Booking.State
REQUESTS = {
    Kind.CONFIRMATION,
    Kind.CHANGE,
    Kind.PROMOTED,
    Kind.SESSION_MOVED,
    Kind.SESSION_RESTORED,
    Kind.SESSION_RETITLED,
}
CANCELS = {Kind.CANCELLATION, Kind.SESSION_CANCELLED}
# Replies to a request, whatever becomes of the session.
ALWAYS_RELEVANT = {Kind.BOOKING_LINK, Kind.PERSONAL_FEED}
REMINDERS = (Kind.REMINDER_WEEK, Kind.REMINDER_DAY, Kind.REMINDER_HOUR)
WITH_NEEDS = {
    *(Kind.CONFIRMATION, Kind.WAITING, Kind.CHANGE, Kind.REMINDER_WEEK, Kind.REMINDER_DAY),
    *(Kind.ANSWER, Kind.SESSION_MOVED, Kind.SESSION_RESTORED),
}
STATES = {
    Kind.CANCELLATION: State.CANCELLED,
    Kind.WAITING: State.WAITING,
    Kind.OFFER: State.OFFERED,
}


def sending_time(kind, session, now):
    return {
        Kind.REMINDER_WEEK: session.starts_at - timedelta(days=7),
        Kind.REMINDER_DAY: session.starts_at - timedelta(days=1),
        Kind.REMINDER_HOUR: session.starts_at - timedelta(hours=1),
        Kind.THANKS: session.ends_at + timedelta(hours=2),
    }.get(kind, now)


def set_up_rows(kind, booking, now):
    """Put the rows into the state in which this kind of mail is due."""
    Booking.objects.filter(pk=booking.pk).update(
        state=STATES.get(kind, State.BOOKED),
        offered_until=now + timedelta(days=2),
        hour_reminder=kind == Kind.REMINDER_HOUR,
        calendar_answer="NO-ASKED" if kind == Kind.DECLINE_CHECK else "",
    )
    if kind == Kind.PERSONAL_FEED:
        PersonalFeed.objects.get_or_create(email=booking.email or "ama@example.org")
    if kind == Kind.ANSWER:
        _answer_needs(booking, now)
    off = kind == Kind.SESSION_CANCELLED
    Session.objects.filter(pk=booking.session_id).update(status="cancelled" if off else "on")
    if kind == Kind.SESSION_RETITLED and not booking.notices.with_calendar_file().exists():
        _let_calendars_show_it(booking, now)
    for sent in Notice.objects.filter(booking=booking).exclude(snapshot={}):
        if kind == Kind.SESSION_MOVED:
            sent.snapshot |= {"starts_at": "2027-01-20T10:30:00+00:00"}
            sent.snapshot |= {"ends_at": "2027-01-20T12:00:00+00:00"}
        if kind == Kind.SESSION_RETITLED:
            sent.snapshot |= {"title": "An earlier title"}
        sent.snapshot |= {"cancelled": kind == Kind.SESSION_RESTORED}
        sent.save()


def _answer_needs(booking, now):
    """As if an organiser had answered all that was asked for, of everyone."""
    for person in booking.people.filter(needs=None):
        person.needs.create(words="A cushion")
    AccessNeed.objects.filter(person__booking=booking).update(
        state="in-place", changed_at=now + timedelta(minutes=1)
    )


def _let_calendars_show_it(booking, now):
    """As if everyone of the booking had an invite."""
    people = [f"person-{person.pk}" for person in booking.people.all() if person.email]
    for recipient in (Notice.CONTACT, *people):
        booking.notices.create(
            kind=Kind.CONFIRMATION,
            recipient=recipient,
            dedupe_key="in calendars",
            due_at=now,
            sent_at=now,
            has_calendar_file=True,
            snapshot=snapshot_of(booking),
        )


def make_broadcast(session):
    return Broadcast.objects.create(
        session=session,
        subject="What to bring",
        body="We will draw together. Bring a pen and some paper.\n\nSee you soon!",
        form_key=uuid.uuid4(),
    )


def enqueue_notice(kind, booking, now, *, to=None, dedupe_key=""):
    booking.refresh_from_db()
    if kind in REMINDERS:
        dedupe_key = dedupe_key or reminder_dedupe_key(booking.session)
    broadcast = make_broadcast(booking.session) if kind == Kind.BROADCAST else None
    notice = enqueue(
        kind=kind, booking=booking, now=now, dedupe_key=dedupe_key or "a test", broadcast=broadcast
    )
    if to is not None:
        notice = Notice.objects.get(
            kind=kind, booking=booking, dedupe_key=notice.dedupe_key, recipient=to
        )
    return Notice.objects.select_related("booking__session__page__area").get(pk=notice.pk)


def compose_mail(kind, booking, now, *, to=None, dedupe_key=""):
    """Compose the mail of this kind, with all rows as they would be."""
    set_up_rows(kind, booking, now)
    moment = sending_time(kind, booking.session, now)
    return compose(enqueue_notice(kind, booking, moment, to=to, dedupe_key=dedupe_key), moment)


def send_invite(booking, now):
    """Send the confirmation, with nothing else left to send."""
    send_due(now=now)
    Notice.objects.filter(sent_at=None).delete()
    return booking


def make_full_booking(**fields):
    fields.setdefault("needs", ("A quiet corner", "More breaks"))
    booking = factories.make_booking(supporter="Jo", **fields)
    Booking.objects.filter(pk=booking.pk).update(spoken_code="kettle 4821")
    return booking


def make_carer_booking(now, **fields):
    """Make a booking by Sam for Ama; Jo comes as Ama's supporter. All three have an address."""
    booking = factories.make_booking(
        name="Sam Carer",
        email="sam@example.org",
        phone="07700 900111",
        for_whom="other",
        people=(
            booking_service.Attendee(
                name="Ama Mensah",
                email="ama@example.org",
                asks=(booking_service.AccessRequest(words="A lift to the door"),),
            ),
            booking_service.Attendee(
                name="Jo",
                email="jo@example.org",
                role=Person.Role.SUPPORTS,
                asks=(booking_service.AccessRequest(words="A seat near the door"),),
            ),
        ),
        **fields,
    )
    Notice.objects.all().delete()
    return booking


@contextmanager
def rolled_back():
    """Roll back what happens inside, so that one booking serves for every kind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def each_mail(booking, now, kinds=BOOKING_KINDS):
    for kind in kinds:
        with rolled_back():
            yield kind, compose_mail(kind, booking, now)


def single_spaced(text):
    return " ".join(text.split())


def html_words(mail):
    """Return what a person sees of the HTML, as words."""
    html, kind = mail.alternatives[0]
    assert kind == "text/html"
    body = re.sub(
        r"(?s)<style>.*?</style>|<title>.*?</title>|<div class=\"preview\".*?</div>", " ", html
    )
    return single_spaced(
        strip_tags(re.sub(r"(?s)<a [^>]*href=\"(https?:[^\"]*)\"[^>]*>(.*?)</a>", r"\2 \1 ", body))
    )


def calendar_part(mail):
    """Return method and bytes of the calendar file, parsed from the mail as it travels."""
    parsed = email.message_from_bytes(
        mail.message().as_bytes(linesep="\r\n"), policy=email.policy.SMTP
    )
    parts = [part for part in parsed.walk() if part.get_content_type() == "text/calendar"]
    copies = [part for part in parsed.walk() if part.get_content_type() == "application/ics"]
    if not parts and not copies:
        return None
    assert [part.get_payload(decode=True) for part in parts] == [
        copy.get_payload(decode=True) for copy in copies
    ]
    return parts[0].get_param("method"), parts[0].get_payload(decode=True)


def decoded_content(mail):
    """Return all that travels, decoded, for canary searches."""
    calendar = calendar_part(mail)
    file = calendar[1].decode().replace("\r\n ", "") if calendar else ""
    html = mail.alternatives[0][0]
    return "\n".join([mail.message().as_string(), mail.subject, mail.body, html, file])
