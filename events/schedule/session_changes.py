"""What an editor or organiser does to one date: cancel, restore, move, add a note, change the details.

Each writes the row of facts (never the page's words), brings the calendars up to date, and owes a
message to the people who booked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect

from events import bookings
from events.models import SeriesPage, Session, SessionPage
from events.models.attendance import AttendanceModesMixin, CapacityMixin
from events.schedule.calendar_events import refresh
from events.schedule.change_notices import LastAnnounced, announce
from events.schedule.sessions import ScheduleError, free_slug
from hub.dates import london_date

DETAILS = (
    *(
        field.name
        for part in (AttendanceModesMixin, CapacityMixin)
        for field in part._meta.local_fields
    ),
    "meeting_url",
    "meeting_phone",
)
# What people must hear of when it changes: where and how they join.
ANNOUNCED = ("by_video", "by_phone", "in_person", "venue")


def cancel(*, session: Session, reason: str, now: datetime) -> Session:
    """Call a date off. `reason` is for people to read. Raises ScheduleError when it is over."""
    with _changing(session, now) as row:
        row.status = Session.Status.CANCELLED
        row.cancel_reason = reason.strip()
    return session


def restore(*, session: Session, now: datetime) -> Session:
    """Put a cancelled date on again. Raises ScheduleError when it is over."""
    with _changing(session, now) as row:
        row.status = Session.Status.ON
        row.cancel_reason = ""
    return session


def move(
    *,
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    occurrence_date: date | None = None,
) -> Session:
    """Give a date another day or time. The old address leads to the new one.

    `occurrence_date` says that the new day is one the rule proposes; else it counts as chosen by hand. Raises
    ScheduleError when the date is over, or would end before it starts, or would start in the past.
    """
    starts_at, ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    if ends_at <= starts_at:
        raise ScheduleError("The end must be after the start.")
    if starts_at <= now:
        raise ScheduleError("That time has passed. Choose a time to come.")
    with _changing(session, now) as row:
        if london_date(starts_at) != london_date(row.starts_at) and row.page.live:
            row.originally_on = row.originally_on or london_date(row.starts_at)
        row.starts_at, row.ends_at = starts_at, ends_at
        row.is_manual = occurrence_date is None
        row.occurrence_date = occurrence_date or row.occurrence_date
        _move_address(row)
    return session


def set_note(*, session: Session, text: str, now: datetime) -> Session:
    """Put a short note on a date, or take it off with an empty text. Nobody gets a message."""
    with bookings.lock_session(session) as row:
        row.note = text.strip()
        row.full_clean()
        row.save(update_fields=["note"])
        refresh(session=row, now=now)
    session.refresh_from_db()
    return session


@transaction.atomic
def set_details(*, session: Session, now: datetime, **fields: object) -> Session:
    """Change ways, venue, places or the meeting link of one date. `fields` are fields of Session.

    People who booked hear of another room or way. When there are more places, people who wait are offered
    one. Nobody ever loses a place. Raises ValidationError, or ScheduleError when there is no way to join.
    """
    if unknown := set(fields) - set(DETAILS):
        raise TypeError(f"Not a detail of a date: {', '.join(sorted(unknown))}.")
    with _changing(session, now, even_if_over=True) as row:
        for name, value in fields.items():
            setattr(row, name, value)
        if not row.ways:
            raise ScheduleError("Choose at least one way to join.")
        if row.in_person and not row.venue.strip():
            raise ScheduleError("Say where the room is, with its full address.")
    return session


@transaction.atomic
def set_details_of_all(*, series: SeriesPage, now: datetime, **fields: object) -> int:
    """The same change for every coming date of a series that is not cancelled. Says for how many."""
    coming = Session.objects.filter(
        series_id=series.pk, starts_at__gt=now, status=Session.Status.ON
    ).order_by("starts_at", "pk")
    for session in coming:
        set_details(session=session, now=now, **fields)
    return len(coming)


@contextmanager
def _changing(session: Session, now: datetime, *, even_if_over: bool = False) -> Iterator[Session]:
    """Lock the row, let it be changed, then save it and tell calendars and people.

    Those who wait are offered what is free then: places, or the time to answer, may have been gained.
    """
    with bookings.lock_session(session) as row:
        if row.is_over(now) and not even_if_over:
            raise ScheduleError("This session is over, so it cannot be changed.")
        before, place_before = LastAnnounced.of(row), _place(row)
        yield row
        row.full_clean(validate_constraints=False)
        row.save()
        refresh(session=row, now=now)
        if not row.is_over(now):
            announce(session=row, before=before, now=now, place_stands=_place(row) == place_before)
        bookings.promote(session=row, now=now)
    session.refresh_from_db()


def _place(session: Session) -> tuple[Any, ...]:
    return tuple(getattr(session, name) for name in ANNOUNCED)


def _move_address(session: Session) -> None:
    """Give the page the address of its new day, and let the old address lead there."""
    page = SessionPage.objects.get(pk=session.page_id)
    day = london_date(session.starts_at).isoformat()
    if page.slug == day or page.slug.startswith(f"{day}-"):
        return
    old_url = page.get_url_parts()
    page.slug = free_slug(page.get_parent(), london_date(session.starts_at), but_not=page)
    page.save(clean=False, update_fields=["slug", "url_path"])
    new_url = page.get_url_parts()
    if old_url and new_url and old_url[2] and new_url[2]:
        _redirect(page, old_url[2], new_url[2])


def _redirect(page: SessionPage, old: str, new: str) -> None:
    """Lead from the old address to the new one. For now, not for ever: a date can be moved back.

    What is below it (booking, the calendar file) finds the way by the same row: see events/moved.py.
    """
    site = page.get_site()
    here_now = Redirect.objects.filter(old_path=Redirect.normalise_path(new))
    here_now.filter(Q(site=site) | Q(site=None)).delete()
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(old),
        site=site,
        defaults={
            "redirect_page": page,
            "redirect_link": "",
            "is_permanent": False,
            "automatically_created": False,
        },
    )
