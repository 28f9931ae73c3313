"""Notices that changes of a booking enqueue; decided nowhere else.

Each transition raises the sequence, which is the reason of the notice: one notice per transition.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Max

from events.bookings.likely_duplicates import is_booked_twice
from events.models import AccessNeed, Booking, Notice, Person, RemovedPerson, Session
from events.outbox import (
    enqueue,
    enqueue_all,
    enqueue_as_they_are,
    enqueue_copies,
    recipient_key_for,
)
from hub.dates import LONDON, london_date
from hub.email_addresses import normalise_email

Kind = Notice.Kind

# Offers are sent between 8am and 8pm, London time, so as not to wake people.
FIRST_HOUR, LAST_HOUR = time(8), time(20)

# Marks a cancellation by calendar reply, not on the site.
FROM_CALENDAR = "from a calendar"

# Marks a cancellation by an organiser. Someone without an address hears of it on the phone.
BY_ORGANISER = "by an organiser"

# The address has another booking for the same session; its primary key follows.
BOOKED_AGAIN = "booked again "

# Changes within this time share one message.
CHANGE_DELAY = timedelta(minutes=3)

# Answers to what people asked for wait for each other as long.
ANSWER_DELAY = timedelta(hours=1)

# Between two digests to the organisers.
DIGEST_PAUSE = timedelta(hours=1)


def waking_hours(now: datetime) -> datetime:
    """Return `now` if within waking hours in London, otherwise the next 8am."""
    local = now.astimezone(LONDON)
    if FIRST_HOUR <= local.time() < LAST_HOUR:
        return now
    day = local.date() + timedelta(days=1 if local.time() >= LAST_HOUR else 0)
    return datetime.combine(day, FIRST_HOUR, tzinfo=LONDON).astimezone(now.tzinfo)


def next_morning(now: datetime) -> datetime:
    """Return the next 8am in London after `now`."""
    local = now.astimezone(LONDON)
    day = local.date() + timedelta(days=1 if local.time() >= FIRST_HOUR else 0)
    return datetime.combine(day, FIRST_HOUR, tzinfo=LONDON).astimezone(now.tzinfo)


def digest_time(booking: Booking, now: datetime) -> datetime:
    """Return when the organisers hear what this booking asks for: at the next 8am in London.

    Sooner, but at most once an hour, if the session begins or the last day to book something ends
    before then.
    """
    morning, session = next_morning(now), booking.session
    asked = AccessNeed.objects.filter(person__booking=booking, state=AccessNeed.State.ASKED)
    longest = asked.aggregate(days=Max("option_notice_days"))["days"] or 0
    if session.starts_at > morning and london_date(morning) <= session.last_day(longest):
        return morning
    sent = Notice.objects.filter(kind=Kind.ORGANISER_NEEDS, sent_at__gt=now - DIGEST_PAUSE)
    last = sent.order_by("-sent_at").values_list("sent_at", flat=True).first()
    return min(last + DIGEST_PAUSE if last else now, morning)


def notify_of_new_booking(booking: Booking, now: datetime, *, has_requests: bool) -> None:
    """Enqueue the notices of a new booking, in the transaction that creates it."""
    due = {Kind.ORGANISER_NEEDS: digest_time(booking, now)} if has_requests else {}
    kind = Kind.CONFIRMATION if booking.state == Booking.State.BOOKED else Kind.WAITING
    recipients = {kind: Notice.CONTACT}
    if has_requests:
        recipients[Kind.ORGANISER_NEEDS] = Notice.ORGANISERS
    enqueue_all(
        Notice(
            kind=kind,
            booking=booking,
            recipient=recipient,
            dedupe_key=dedupe_key_of(booking),
            due_at=due.get(kind, now),
            created_at=now,
        )
        for kind, recipient in recipients.items()
    )
    notify_of_earlier_booking(booking, now)


def notify(
    kind: Kind, booking: Booking, now: datetime, due_at: datetime | None = None, how: str = ""
) -> None:
    """Enqueue the notice of the transition just made. `how` is in the key: see FROM_CALENDAR."""
    enqueue(
        kind=kind, booking=booking, now=now, due_at=due_at, dedupe_key=dedupe_key_of(booking, how)
    )


def dedupe_key_of(booking: Booking, how: str = "") -> str:
    return f"{booking.sequence} {how}".strip()


def notify_of_change(booking: Booking, now: datetime) -> None:
    """Enqueue one notice for all changes within a few minutes."""
    _enqueue_again(Kind.CHANGE, booking, now, now + CHANGE_DELAY)


def notify_of_answers(bookings: Sequence[Booking], now: datetime) -> None:
    """Enqueue one notice for each booking about the answers just written; at most one a day.

    `bookings` have their sessions and people. A notice that waits tells these answers too. The rows
    are locked, so a worker that claims one waits for this transaction, and reads its data.
    """
    notices = Notice.objects.filter(booking__in=bookings, kind=Kind.ANSWER)
    by_booking: dict[int | None, list[Notice]] = defaultdict(list)
    for notice in notices.select_for_update(of=("self",)).order_by("pk"):
        by_booking[notice.booking_id].append(notice)
    enqueue_all(_answer_notice(booking, by_booking[booking.pk], now) for booking in bookings)


def answer_time(booking: Booking, last_sent: datetime | None, now: datetime) -> datetime:
    """Return when a person hears of an answer: in an hour, or next morning if they heard today.

    Sooner if the session begins before then: they must know before they come.
    """
    due = now + ANSWER_DELAY
    if last_sent and london_date(last_sent) >= london_date(due):
        due = next_morning(now)
    return now + CHANGE_DELAY if booking.session.starts_at <= due else due


def _answer_notice(booking: Booking, earlier: Sequence[Notice], now: datetime) -> Notice:
    """Return the notice that waits, for those who have no copy of it yet, or a new one."""
    latest = [each for each in earlier if each.dedupe_key == earlier[-1].dedupe_key]
    waits = bool(latest) and all(_still_waits(each, booking) for each in latest)
    sent = [each.sent_at for each in earlier if each.sent_at]
    due_at = answer_time(booking, max(sent, default=None), now)
    return Notice(
        kind=Kind.ANSWER,
        booking=booking,
        dedupe_key=latest[0].dedupe_key if waits else now.isoformat(),
        due_at=latest[0].due_at if waits else due_at,
        created_at=now,
    )


def _still_waits(notice: Notice, booking: Booking) -> bool:
    """Return whether a notice will be read when all of today's answers are there.

    One that no mail delivers waits on the list of calls until somebody has phoned.
    """
    if not booking.can_be_written_to:
        return notice.sent_at is None
    is_open = not (notice.sent_at or notice.dismissed_at or notice.failed_at)
    return is_open and not notice.claimed_until and notice.due_at < booking.session.starts_at


def notify_organisers_of_needs(booking: Booking, now: datetime) -> None:
    _enqueue_again(Kind.ORGANISER_NEEDS, booking, now, digest_time(booking, now))


def notify_organisers_of_session(session: Session, bookings: Iterable[int], now: datetime) -> None:
    """Enqueue for the next digest that bookings of a session, by key, must be looked at again.

    One query for any number. The digest comes the next morning, or now if the session begins before.
    """
    morning = next_morning(now)
    due_at = morning if session.starts_at > morning else now
    enqueue_as_they_are(
        Notice(
            kind=Kind.ORGANISER_NEEDS,
            booking_id=pk,
            recipient=Notice.ORGANISERS,
            dedupe_key=f"again {now.isoformat()}",
            due_at=due_at,
            created_at=now,
        )
        for pk in sorted(set(bookings))
    )


def notify_of_earlier_booking(booking: Booking, now: datetime) -> None:
    """Enqueue a mail if an address of it has a booking already; never show this on screen.

    Only that address gets it: for other people on the earlier booking nothing has changed. The
    contact hears of any, people with an address of their own of one that may be theirs.
    """
    contact = normalise_email(booking.email)
    addresses = {contact: ""}
    if booking.person_knows is not False:
        addresses |= {normalise_email(person.email): "" for person in booking.people.all()}
    addresses.pop("", None)
    if not addresses:
        return
    has_address = reduce(or_, (Booking.objects.address_q(address) for address in addresses))
    earlier = list(
        Booking.objects.filter(has_address, session=booking.session_id)
        .exclude(state=Booking.State.CANCELLED)
        .exclude(pk=booking.pk)
        .distinct()
        .prefetch_related("people")
    )
    for address in addresses:
        known = [each for each in earlier if recipient_key_for(each, address)]
        same = [each for each in known if is_booked_twice(each, booking, address)]
        if same or (known and address == contact):
            first = (same or known)[-1]
            enqueue(
                kind=Kind.BOOKING_LINK,
                booking=first,
                now=now,
                dedupe_key=f"{BOOKED_AGAIN}{booking.pk}",
                only_to=recipient_key_for(first, address),
            )


def booked_again(notice: Notice) -> Booking | None:
    """Return the second booking that a notice is about, with its people, if it still stands."""
    if not notice.dedupe_key.startswith(BOOKED_AGAIN):
        return None
    newer = Booking.objects.filter(pk=notice.dedupe_key.removeprefix(BOOKED_AGAIN))
    standing = newer.exclude(state=Booking.State.CANCELLED)
    return standing.select_related("session").prefetch_related("people").first()


def notify_removed_people(*, booking: Booking, people: Iterable[Person], now: datetime) -> None:
    """Enqueue a mail to each person already notified. Their rows can be deleted afterwards.

    It waits a few minutes and is dropped if the person is added back. A changed address gets none:
    both may reach one person, whose calendar would lose the session.
    """
    for person in people:
        recipient = f"{Notice.PERSON}{person.pk}"
        sent = booking.notices.filter(recipient=recipient, attempts__gt=0, dismissed_at=None)
        if not person.email or not sent.exists():
            continue
        RemovedPerson.objects.create(
            booking=booking, recipient=recipient, name=person.name, email=person.email, left_at=now
        )
        enqueue(
            kind=Kind.PERSON_REMOVED,
            booking=booking,
            only_to=recipient,
            now=now,
            due_at=now + CHANGE_DELAY,
        )


def _enqueue_again(kind: Kind, booking: Booking, now: datetime, due_at: datetime) -> None:
    """Enqueue a notice unless one is open that will be written after this transaction.

    The UPDATE decides: a row claimed by a worker does not count, and a later worker waits for this
    transaction and reads its data. If one of several recipients already has a copy, all get
    another: a worker drops superseded notices.
    """
    latest = Notice.objects.filter(booking=booking, kind=kind).order_by("pk").last()
    if latest:
        copies = Notice.objects.filter(booking=booking, kind=kind, dedupe_key=latest.dedupe_key)
        unclaimed = copies.open().filter(claimed_until=None)
        if unclaimed.update(due_at=due_at) == copies.count():
            # Attendees may have been added since then.
            latest.due_at, latest.created_at, latest.booking = due_at, now, booking
            enqueue_copies(latest)
            return
    enqueue(kind=kind, booking=booking, now=now, due_at=due_at, dedupe_key=now.isoformat())
