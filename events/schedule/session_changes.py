"""Changes of one session by an editor or organiser.

Each writes the Session row (never the page's text), refreshes calendars and enqueues notices.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.db import transaction
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from events import bookings
from events.bookings.arrangements import (
    check_arrangements_of_moved,
    end_arrangements_of_session,
    resume_arrangements_of_session,
)
from events.models import Booking, SeriesPage, Session, SessionPage
from events.models.attendance import attendance_errors
from events.schedule.calendar_events import read_page, refresh, rewrite
from events.schedule.change_notices import Joining, LastAnnounced, announce
from events.schedule.sessions import DEFAULTS, ScheduleError, free_slug, slugs_below
from hub.dates import london_date

DETAILS = (*DEFAULTS, "meeting_url", "meeting_phone")
# Changes of these are announced: where and how people join.
ANNOUNCED = ("by_video", "by_phone", "in_person", "venue", "meeting_phone", "meeting_url")


def cancel(*, session: Session, reason: str, now: datetime) -> Session:
    """Cancel a session. `reason` is shown to people. Raise ScheduleError when it is over."""
    with _edit(session, now) as row:
        if not row.is_cancelled:
            end_arrangements_of_session(row, now)
        row.status = Session.Status.CANCELLED
        row.cancel_reason = reason.strip()
    return session


def restore(*, session: Session, now: datetime) -> Session:
    """Restore a cancelled session. Raise ScheduleError when it is over."""
    with _edit(session, now) as row:
        if row.is_cancelled:
            resume_arrangements_of_session(row, now)
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
    asks_anew: bool = True,
) -> Session:
    """Move a session to another day or time. The old URL redirects to the new one.

    What was arranged for the old time is asked anew, but with `asks_anew` false it stays.
    `occurrence_date` is set if the rule proposes the new day; else it counts as chosen by hand.
    Raise ScheduleError when the session is over, or would end before it starts, or would start in
    the past.
    """
    starts_at, ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    if ends_at <= starts_at:
        raise ScheduleError("The end must be after the start.")
    if starts_at <= now:
        raise ScheduleError("That time has passed. Choose a time to come.")
    with _edit(session, now) as row:
        before = row.when_words
        if london_date(starts_at) != london_date(row.starts_at) and row.page.live:
            row.originally_on = row.originally_on or london_date(row.starts_at)
        row.starts_at, row.ends_at = starts_at, ends_at
        row.is_manual = occurrence_date is None
        row.occurrence_date = occurrence_date or row.occurrence_date
        if asks_anew and row.when_words != before:
            check_arrangements_of_moved(row, before, now)
        _move_url(row)
    return session


def set_note(*, session: Session, text: str, now: datetime) -> Session:
    """Set the note of a session, or clear it with an empty text. No notice is enqueued."""
    with bookings.lock_session(session) as row:
        row.note = text.strip()
        row.full_clean()
        row.save(update_fields=["note"])
        refresh(session=row, now=now)
    session.refresh_from_db()
    return session


@transaction.atomic
def set_details(*, session: Session, now: datetime, **fields: object) -> Session:
    """Set the attendance modes, venue, payment, capacity or meeting link. `fields` are Session fields.

    Bookings are notified of another venue or mode, and of another number or link if they were told
    the old one. More places are offered to the waiting list.
    No booking loses its place. Raise ValidationError, or ScheduleError without an attendance mode.
    """
    if unknown := set(fields) - set(DETAILS):
        raise TypeError(f"Not a detail of a date: {', '.join(sorted(unknown))}.")
    with _edit(session, now, allow_past=True) as row:
        for name, value in fields.items():
            setattr(row, name, value)
        for message in attendance_errors(vars(row)).values():
            raise ScheduleError(message)
    return session


@transaction.atomic
def set_details_of_all(*, series: SeriesPage, now: datetime, **fields: object) -> int:
    """Set details of all coming sessions of a series, except cancelled ones. Return how many."""
    coming = Session.objects.filter(
        series_id=series.pk, starts_at__gt=now, status=Session.Status.ON
    ).order_by("starts_at", "pk")
    for session in coming:
        set_details(session=session, now=now, **fields)
    return len(coming)


@contextmanager
def _edit(session: Session, now: datetime, *, allow_past: bool = False) -> Iterator[Session]:
    """Lock the row, yield it, then save it, refresh the calendars and announce the change.

    Then process the waiting list: places, or the time to answer, may have been gained.
    """
    with bookings.lock_session(session) as row:
        if row.is_over(now) and not allow_past:
            raise ScheduleError("This session is over, so it cannot be changed.")
        read_page(row)
        before, joining_before = LastAnnounced.of(row), Joining.of(row, now)
        yield row
        # No change here gives it another page, series or UID.
        row.full_clean(
            exclude=["page", "series"], validate_unique=False, validate_constraints=False
        )
        rewrite(row, now)
        row.save()
        if LastAnnounced.of(row) != before:
            bookings.void_calendar_answers(
                Booking.objects.filter(session=row).exclude(state=Booking.State.CANCELLED)
            )
        if not row.is_over(now):
            announce(session=row, before=before, now=now, joining_before=joining_before)
        bookings.promote_locked(row, now)
    session.refresh_from_db()


def _move_url(row: Session) -> None:
    """Change the page's slug to its new day, and redirect from the old URL.

    Without `page.save`: neither index holds a slug, no page is below this one, and the redirect
    that Wagtail writes for `page_slug_changed` is written here.
    """
    page, day = row.page, london_date(row.starts_at)
    if page.slug == day.isoformat() or page.slug.startswith(f"{day.isoformat()}-"):
        return
    old_url = page.get_url_parts()
    page.slug = free_slug(day, slugs_below(row.series, exclude=page))
    page.set_url_path(row.series)
    Page.objects.filter(pk=page.pk).update(slug=page.slug, url_path=page.url_path)
    new_url = page.get_url_parts()
    if old_url and new_url and old_url[2] and new_url[2]:
        _redirect(page, new_url[0], old_url[2], new_url[2])


def _redirect(page: SessionPage, site_id: int, old: str, new: str) -> None:
    """Redirect the old URL to the new one: temporarily, as a session can be moved back.

    URLs below it (booking, calendar file) use the same row: see `events.schedule.redirects`.
    """
    replaced = Redirect.objects.filter(old_path=Redirect.normalise_path(new))
    replaced.filter(Q(site=site_id) | Q(site=None)).delete()
    redirect = Redirect(
        old_path=Redirect.normalise_path(old),
        site_id=site_id,
        redirect_page=page,
        is_permanent=False,
        automatically_created=False,
    )
    # One UPSERT: the session may have had the old URL before.
    Redirect.objects.bulk_create(
        [redirect],
        update_conflicts=True,
        unique_fields=["old_path", "site"],
        update_fields=["redirect_page", "redirect_link", "is_permanent", "automatically_created"],
    )
