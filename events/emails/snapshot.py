"""Snapshots of what a mail said of the session, for "before" and "now" in the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.models import Booking, Notice
from events.models.attendance import AttendanceMode
from events.schedule.page_text import new_page_text, page_text_of
from hub.dates import format_time_range

Snapshot = dict[str, Any]


@dataclass(frozen=True)
class Change:
    what: str
    before: str
    now: str


def snapshot_of(booking: Booking) -> Snapshot:
    """Return public facts and the attendance mode, never a name, personal address or need."""
    session = booking.session
    return {
        **page_text_of(session),
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "cancelled": session.is_cancelled,
        "way": booking.attendance_mode,
        "way_is_open": booking.attendance_mode in session.attendance_modes,
        "place": place_of(booking),
        "dial_in": dial_in_of(booking),
    }


def place_of(booking: Booking) -> str:
    """Return the venue on one line, for in-person bookings only."""
    session = booking.session
    venue = (
        session.venue
        if booking.attendance_mode == AttendanceMode.IN_PERSON and session.in_person
        else ""
    )
    return ", ".join(line.strip() for line in venue.splitlines() if line.strip())


def dial_in_of(booking: Booking) -> str:
    """Return the number to dial in, which mails tell to those with a place by phone."""
    has_place = booking.state == Booking.State.BOOKED
    by_phone = booking.attendance_mode == AttendanceMode.PHONE
    return booking.session.meeting_phone if has_place and by_phone else ""


def last_snapshot(notice: Notice) -> Snapshot:
    """Return the snapshot of the recipient's last sent mail, or an empty dict."""
    sent = Notice.objects.filter(
        booking=notice.the_booking, recipient=notice.recipient, sent_at__isnull=False
    )
    newest_first = sent.exclude(snapshot={}).order_by("-sent_at", "-pk")
    return what_they_know(newest_first.values_list("snapshot", flat=True))


def new_in_calendar(notice: Notice) -> set[str]:
    """Return what of the page's text is new to the recipient's calendar.

    Nothing is for a plain title, which hides it all, and for a calendar without an invite.
    """
    booking = notice.the_booking
    if booking.discreet_title:
        return set()
    sent = Notice.objects.with_calendar_file().filter(booking=booking, recipient=notice.recipient)
    last = sent.order_by("-sent_at", "-pk").values_list("snapshot", flat=True).first()
    return new_page_text(last or {}, booking.session)


def what_they_know(snapshots: Iterable[Snapshot]) -> Snapshot:
    """Return the newest snapshot, with the last number that was told. `snapshots`: newest first."""
    newest: Snapshot = {}
    for snapshot in snapshots:
        newest = newest or snapshot
        if number := snapshot.get("dial_in"):
            return {**newest, "dial_in": number}
    return newest


def differs(before: Snapshot, now: Snapshot) -> bool:
    """Return whether the recipient must hear of a change. True without an earlier snapshot.

    Text of the page alone, such as a title, changes nothing for them: it has a quiet mail of its
    own. A number counts for whoever was told another.
    """
    names = set(now) & set(before) - {"title", "host", "picture", "dial_in"}
    return (
        not before
        or any(before[name] != now[name] for name in names)
        or _has_other_number(before, now)
    )


def _has_other_number(before: Snapshot, now: Snapshot) -> bool:
    numbers = before.get("dial_in", ""), now["dial_in"]
    return all(numbers) and numbers[0] != numbers[1]


def changes(before: Snapshot, now: Snapshot) -> list[Change]:
    """Return the differences in words; none without an earlier snapshot."""
    if not before:
        return []
    words = (
        ("When", _when(before), _when(now)),
        ("What", before["title"], now["title"]),
        ("How you join", _mode(before), _mode(now)),
        ("Where", before["place"], now["place"]),
        ("Number to ring", before.get("dial_in", ""), now["dial_in"]),
    )
    return [Change(what, old, new) for what, old, new in words if old and new and old != new]


def _when(facts: Snapshot) -> str:
    starts_at, ends_at = facts["starts_at"], facts["ends_at"]
    words = format_time_range(datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at))
    return f"{words}, UK time"


def _mode(facts: Snapshot) -> str:
    return str(AttendanceMode(facts["way"]).label)
