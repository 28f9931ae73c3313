"""The relevance of a notice at send time, from the current rows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from events.bookings.access_needs import is_at_rest
from events.bookings.notices import BOOKED_AGAIN, booked_again
from events.emails.access_needs import tells_news
from events.emails.snapshot import Snapshot, differs, new_in_calendar, snapshot_of
from events.models import AccessNeed, Booking, Notice, OrganiserTask, Session
from events.models.attendance import AttendanceMode
from events.outbox import reminder_dedupe_key
from events.schedule.change_notices import LastAnnounced
from events.schedule.personal_feed import page_address
from hub.email_addresses import is_same_email

Kind = Notice.Kind
State = Booking.State

Check = Callable[[Notice, Snapshot, datetime], bool]

WEEK_REMINDER_ENDS = timedelta(days=2)  # before the session; then the day reminder is near
THANKS_END = timedelta(days=3)  # after the session


def is_still_relevant(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    """Return whether to send the notice. `previous` is the recipient's last snapshot."""
    return still_holds(notice, previous, now) and not _is_superseded(notice)


def still_holds(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    """Return whether what the notice says is still so, even if a newer one says it too."""
    check = CHECKS.get(Kind(notice.kind))
    return check is not None and check(notice, previous, now)


def _is_superseded(notice: Notice) -> bool:
    newer = Notice.objects.filter(
        booking=notice.the_booking, recipient=notice.recipient, kind=notice.kind, pk__gt=notice.pk
    )
    return any(replaces(each, notice) for each in newer)


def replaces(newer: Notice, notice: Notice) -> bool:
    """Return whether a notice to the same recipient makes this one needless, as it says all.

    Each broadcast differs, so all are sent. A notice of a second booking can be outdated at its
    turn, so it never replaces a requested link.
    """
    is_newer = newer.kind == notice.kind and newer.pk > notice.pk
    is_lost = newer.dismissed_at or newer.failed_at
    is_other = notice.kind == Kind.BROADCAST or (
        newer.kind == Kind.BOOKING_LINK and newer.dedupe_key.startswith(BOOKED_AGAIN)
    )
    return is_newer and not is_lost and not is_other


def _is_coming(session: Session, now: datetime) -> bool:
    return not session.is_cancelled and not session.is_over(now)


def _in_state(*states: str) -> Check:
    def check(notice: Notice, previous: Snapshot, now: datetime) -> bool:
        return notice.the_booking.state in states and _is_coming(notice.the_booking.session, now)

    return check


_listening = _in_state(*Booking.LISTENING)


def _cancelled(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    booking = notice.the_booking
    return booking.state == State.CANCELLED and not booking.session.is_over(now)


def _change(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    """Return True for the contact, otherwise whether the change affects the recipient."""
    if not _listening(notice, previous, now):
        return False
    if notice.recipient == Notice.CONTACT or differs(previous, snapshot_of(notice.the_booking)):
        return True
    return _calendar_differs(notice)


def _answer(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    """Return whether the answer is still to be told: a mail about something else may have told it."""
    return _listening(notice, previous, now) and tells_news(notice)


def _calendar_differs(notice: Notice) -> bool:
    """Return whether SEQUENCE has risen since the recipient's last mail."""
    booking = notice.the_booking
    last = Notice.objects.filter(
        booking=booking, recipient=notice.recipient, sent_at__isnull=False, sequence__isnull=False
    ).order_by("-sent_at", "-pk")
    sequence = last.values_list("sequence", flat=True).first()
    return sequence != booking.session.sequence + booking.sequence


def _offer(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    until = notice.the_booking.offered_until
    return _in_state(State.OFFERED)(notice, previous, now) and (until is None or until > now)


def _session_differs(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    """Return whether to announce a change; moved and back before a mail needs none.

    Whoever was told nothing yet is told the new number by their first mail. No mail tells the
    meeting link, so no snapshot holds it.
    """
    if not _listening(notice, previous, now):
        return False
    booking = notice.the_booking
    if has_new_link(notice):
        return True
    known = LastAnnounced.from_dedupe_key(notice.dedupe_key)
    if not previous and known and known.is_about_joining_only(booking.session):
        return False
    return differs(previous, snapshot_of(booking))


def has_new_link(notice: Notice) -> bool:
    """Return whether the notice tells of a new meeting link to someone who uses it."""
    known = LastAnnounced.from_dedupe_key(notice.dedupe_key)
    booking = notice.the_booking
    joins = booking.state == State.BOOKED and booking.attendance_mode == AttendanceMode.VIDEO
    return bool(known and not known.link_unchanged and joins)


def _session_retitled(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    """Return whether the recipient's calendar shows another text of the page."""
    return _in_state(State.BOOKED)(notice, previous, now) and bool(new_in_calendar(notice))


def _session_cancelled(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    booking, session = notice.the_booking, notice.the_booking.session
    return (
        session.is_cancelled
        and not session.is_over(now)
        and booking.state in Booking.LISTENING
        and not previous.get("cancelled", False)
    )


def _session_restored(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    return _session_differs(notice, previous, now) and previous.get("cancelled", True)


def _link(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    """Return True for a requested link, otherwise whether both bookings still stand."""
    if not notice.dedupe_key.startswith(BOOKED_AGAIN):
        return True
    booking = notice.the_booking
    both_stand = booking.state != State.CANCELLED and booked_again(notice) is not None
    return both_stand and _is_coming(booking.session, now)


def _person_removed(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    """Return False for an address still on the booking, which keeps its calendar event."""
    booking = notice.the_booking
    removed = booking.removed_people.filter(recipient=notice.recipient).first()
    current = [booking.email, *(person.email for person in booking.people.all())]
    return (
        removed is not None
        and not any(is_same_email(removed.email, address) for address in current)
        and not booking.session.is_over(now)
    )


def _wants_reminders(booking: Booking) -> bool:
    is_on = not booking.session.is_cancelled
    return booking.state == State.BOOKED and booking.reminders and is_on


def _reminder(until: timedelta) -> Check:
    def check(notice: Notice, previous: Snapshot, now: datetime) -> bool:
        session = notice.the_booking.session
        is_of_this_time = notice.dedupe_key == reminder_dedupe_key(session)
        is_early = now < session.starts_at - until
        return _wants_reminders(notice.the_booking) and is_of_this_time and is_early

    return check


_until_start = _reminder(timedelta())


def _hour_reminder(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    return notice.the_booking.hour_reminder and _until_start(notice, previous, now)


def _thanks(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    ends_at = notice.the_booking.session.ends_at
    return _wants_reminders(notice.the_booking) and ends_at <= now < ends_at + THANKS_END


def _organiser_needs(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    booking = notice.the_booking
    if has_requests(booking) and _listening(notice, previous, now):
        return True
    news = news_since(notice.created_at).filter(session=booking.session_id)
    return not booking.session.has_started(now) and news.exists()


def has_requests(booking: Booking) -> bool:
    """Return whether there is something to see to. Reads people and needs that are prefetched."""
    needs = [need for person in booking.people.all() for need in person.needs.all()]
    return bool(
        booking.contact_first not in ("", Booking.TalkFirst.NO)
        or booking.anything_else
        or any(is_asked(need) for need in needs)
    )


def is_asked(need: AccessNeed) -> bool:
    """Return whether a need waits for its first answer, and its person joins where it is of use."""
    return need.state == AccessNeed.State.ASKED and not is_at_rest(need)


def news_since(moment: datetime) -> QuerySet[OrganiserTask]:
    """Return the open tasks since then about what is not needed any more, or a supplier answered."""
    kinds = (
        OrganiserTask.Kind.ARRANGEMENT_ENDED,
        OrganiserTask.Kind.SUPPLIER_BOOKED,
        OrganiserTask.Kind.SUPPLIER_CANNOT,
    )
    return OrganiserTask.objects.open().filter(kind__in=kinds, created_at__gte=moment)


def _personal_feed(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    return bool(page_address(email=notice.the_booking.email))


# Kinds about a booking. A feature adds its own, which end with it.
CHECKS: dict[Kind, Check] = {
    Kind.CONFIRMATION: _in_state(State.BOOKED),
    Kind.CHANGE: _change,
    Kind.ANSWER: _answer,
    Kind.CANCELLATION: _cancelled,
    Kind.WAITING: _in_state(State.WAITING),
    Kind.OFFER: _offer,
    Kind.PROMOTED: _in_state(State.BOOKED),
    Kind.SESSION_MOVED: _session_differs,
    Kind.SESSION_CANCELLED: _session_cancelled,
    Kind.SESSION_RESTORED: _session_restored,
    Kind.SESSION_RETITLED: _session_retitled,
    Kind.REMINDER_WEEK: _reminder(WEEK_REMINDER_ENDS),
    Kind.REMINDER_DAY: _until_start,
    Kind.REMINDER_HOUR: _hour_reminder,
    Kind.THANKS: _thanks,
    Kind.BOOKING_LINK: _link,
    Kind.PERSONAL_FEED: _personal_feed,
    Kind.ORGANISER_NEEDS: _organiser_needs,
    Kind.PERSON_REMOVED: _person_removed,
}
