"""Notices of changed sessions. Changes within ten minutes share one notice.

A change replaces the waiting notice; back at the last announced state, nothing is sent.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self

from django.db.models import Count, Q

from events.models import Booking, Notice, Session
from events.models.attendance import AttendanceMode
from events.outbox import enqueue_all

CHANGE_DELAY = timedelta(minutes=10)
SHORT_NOTICE = timedelta(hours=1)  # sent at once: people may be on their way

Kind = Notice.Kind
KINDS = (Kind.SESSION_MOVED, Kind.SESSION_CANCELLED, Kind.SESSION_RESTORED)
STAMP = "%Y%m%dT%H%M%SZ"


# Words of a notice's reason, by what has changed besides the times.
_FLAGS = {"place": "elsewhere", "number": "number", "link": "link"}


@dataclass(frozen=True)
class LastAnnounced:
    """The state of a session as last announced to a booking."""

    is_on: bool
    starts_at: datetime
    ends_at: datetime
    place_unchanged: bool = True
    number_unchanged: bool = True  # to dial in
    link_unchanged: bool = True  # to the meeting

    @classmethod
    def of(cls, session: Session) -> Self:
        return cls(
            is_on=not session.is_cancelled,
            starts_at=session.starts_at.astimezone(UTC).replace(microsecond=0),
            ends_at=session.ends_at.astimezone(UTC).replace(microsecond=0),
        )

    def and_now(self, *, place: bool, number: bool, link: bool) -> Self:
        """Return the same with more changes: what has changed before still has."""
        return replace(
            self,
            place_unchanged=self.place_unchanged and place,
            number_unchanged=self.number_unchanged and number,
            link_unchanged=self.link_unchanged and link,
        )

    def as_dedupe_key(self, sequence: int, now: datetime) -> str:
        """Return the notice's reason: which change it is, and what was announced before.

        A new number or link leaves the SEQUENCE as it is, so the moment tells two of them apart.
        """
        state, change = "on" if self.is_on else "off", str(sequence)
        flags = "".join(
            f" {word}" for name, word in _FLAGS.items() if not getattr(self, f"{name}_unchanged")
        )
        if not (self.number_unchanged and self.link_unchanged):
            change = f"{sequence}.{now.timestamp():.0f}"
        return f"{change} was {state} {self.starts_at:{STAMP}} {self.ends_at:{STAMP}}{flags}"

    @classmethod
    def from_dedupe_key(cls, reason: str) -> Self | None:
        parts = reason.split()
        if len(parts) < 5 or parts[1] != "was":
            return None
        starts_at, ends_at = (
            datetime.strptime(part, STAMP).replace(tzinfo=UTC) for part in parts[3:5]
        )
        flags = {f"{name}_unchanged": word not in parts[5:] for name, word in _FLAGS.items()}
        return cls(parts[2] == "on", starts_at, ends_at, **flags)

    def is_about_joining_only(self, session: Session) -> bool:
        """Return whether only the number or the link is new, for people who keep day and place."""
        same = replace(self, number_unchanged=True, link_unchanged=True)
        return same == self.of(session) != self


@dataclass(frozen=True)
class Joining:
    """Where and how people join, and what of it a booking was told."""

    modes: tuple[AttendanceMode, ...]
    venue: str
    number: str
    link: str
    link_is_shown: bool

    @classmethod
    def of(cls, session: Session, now: datetime) -> Self:
        return cls(
            modes=tuple(session.attendance_modes),
            venue=session.venue if session.in_person else "",
            number=session.meeting_phone,
            link=session.meeting_url,
            link_is_shown=now >= session.join_opens_at,
        )

    def unchanged_for(self, booking: Booking, after: Self) -> dict[str, bool]:
        """Return what stays as it is for one booking: place, number and link.

        A number that is taken away waits for the new one. A number is told with a place, the link
        on the page that opens shortly before. Whoever was never told the old number gets no mail
        of the new one: see `events.emails.relevance`.
        """
        mode = AttendanceMode(booking.attendance_mode)
        has_place = booking.state == Booking.State.BOOKED
        is_open = (mode in self.modes, mode in after.modes)
        moved = mode == AttendanceMode.IN_PERSON and self.venue != after.venue
        dials = has_place and mode == AttendanceMode.PHONE and after.number
        follows = has_place and mode == AttendanceMode.VIDEO and self.link and self.link_is_shown
        return {
            "place": is_open[0] == is_open[1] and not moved,
            "number": not dials or self.number == after.number,
            "link": not follows or self.link == after.link,
        }


@dataclass(frozen=True)
class PhoneOnly:
    """A contact who can only be reached by phone."""

    booking_id: int
    name: str
    phone: str


@dataclass(frozen=True)
class Audience:
    """The recipients of a message about a session: by email, by phone only, and by text."""

    by_email: int
    phone_only: tuple[PhoneOnly, ...]
    by_text: int = 0

    @property
    def total(self) -> int:
        return self.by_email + self.by_text + len(self.phone_only)

    @property
    def sentence(self) -> str:
        """Return text such as "14 people: 12 by email, 2 have only a phone number."."""
        if not self.total:
            return "Nobody has booked this date, so there is nobody to tell."
        people = "1 person" if self.total == 1 else f"{self.total} people"
        calls = len(self.phone_only)
        parts = [f"{self.by_email} by email"] if self.by_email else []
        if self.by_text:
            parts.append(f"{self.by_text} by text message")
        if calls:
            parts.append(f"{calls} {'has' if calls == 1 else 'have'} only a phone number")
        return f"{people}: {', '.join(parts)}."


def audience_of(session: Session, *, changed_at: datetime | None = None) -> Audience:
    """Return the audience of a change. Counts bookings, each with its contact.

    With `changed_at`, only those who are owed a notice of the change made then.
    """
    by_email = by_text = 0
    phone_only = []
    bookings = session.bookings.listening()
    if changed_at:
        owed = Notice.objects.filter(
            kind__in=KINDS, created_at=changed_at, booking__session=session
        )
        bookings = bookings.filter(pk__in=owed.order_by().values("booking"))
    for booking in bookings.prefetch_related("people"):
        if booking.can_be_mailed:
            by_email += 1
        elif booking.can_be_texted:
            by_text += 1
        else:
            phone_only.append(PhoneOnly(booking.pk, booking.contact_name, booking.phone))
    return Audience(by_email=by_email, phone_only=tuple(phone_only), by_text=by_text)


def send_time(*starts: datetime, now: datetime) -> datetime:
    """Return when a notice about a session with any of these starts is due."""
    return now if min(starts) <= now + SHORT_NOTICE else now + CHANGE_DELAY


def pending_send_time(*, session: Session, changed_at: datetime) -> datetime | None:
    """Return when the notice of a change is due. None if none was needed."""
    notices = Notice.objects.filter(booking__session=session, kind__in=KINDS, created_at=changed_at)
    return notices.values_list("due_at", flat=True).first()


def sending_progress(session: Session, now: datetime) -> tuple[int, int]:
    """Return how many messages about changes of the last day still wait, and how many there are."""
    recent = Notice.objects.filter(
        booking__session=session, kind__in=KINDS, created_at__gt=now - timedelta(days=1)
    )
    waits = Q(sent_at=None, dismissed_at=None, failed_at=None)
    counts = recent.order_by().aggregate(total=Count("pk"), waiting=Count("pk", filter=waits))
    return counts["waiting"], counts["total"]


def announce(
    *, session: Session, before: LastAnnounced, now: datetime, joining_before: Joining | None = None
) -> int:
    """Enqueue a notice for every booking that the change affects. Return how many.

    Requires the session lock; call it after SEQUENCE has risen. `joining_before` is how people
    joined before the change. Takes as many queries for one booking as for all.
    """
    after, joining = LastAnnounced.of(session), Joining.of(session, now)
    announced = _withdraw_unsent(session, now)
    notices = []
    for booking in session.bookings.listening().prefetch_related("people"):
        known = announced.get(booking.pk, before)
        if joining_before:
            known = known.and_now(**joining_before.unchanged_for(booking, joining))
        if kind := _kind_of_change(known, after):
            notices.append(
                Notice(
                    kind=kind,
                    booking=booking,
                    dedupe_key=known.as_dedupe_key(session.sequence, now),
                    due_at=send_time(known.starts_at, after.starts_at, now=now),
                    created_at=now,
                )
            )
    enqueue_all(notices)
    return len(notices)


def _kind_of_change(known: LastAnnounced, after: LastAnnounced) -> str | None:
    if known == after or not (known.is_on or after.is_on):
        return None
    if not after.is_on:
        return Kind.SESSION_CANCELLED
    return Kind.SESSION_MOVED if known.is_on else Kind.SESSION_RESTORED


def _withdraw_unsent(session: Session, now: datetime) -> dict[int, LastAnnounced]:
    """Delete the waiting notices. Return what was announced before them, by booking.

    They are locked first, so a notice that is being sent stays, and none can be claimed meanwhile.
    """
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    notices = Notice.objects.open().filter(
        unclaimed, booking__session=session.pk, kind__in=KINDS, attempts=0
    )
    waiting = list(notices.select_for_update(of=("self",)).order_by("pk"))
    announced: dict[int, LastAnnounced] = {}
    for notice in waiting:
        if known := LastAnnounced.from_dedupe_key(notice.dedupe_key):
            announced.setdefault(notice.booking_id, known)
    if waiting:
        Notice.objects.filter(pk__in=[notice.pk for notice in waiting]).delete()
    return announced
