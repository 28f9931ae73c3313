"""Adding and removing sessions. A session is a page with a Session row."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from django.db import transaction

from events.bookings import lock_session
from events.models import RemovedDate, SeriesPage, Session, SessionPage
from events.models.attendance import (
    AttendanceModesMixin,
    CapacityMixin,
    PaymentMixin,
    attendance_errors,
)
from events.schedule.calendar_events import refresh
from hub.dates import london_date

# Fields that a new session copies from its series.
DEFAULTS = tuple(
    field.name
    for part in (AttendanceModesMixin, PaymentMixin, CapacityMixin)
    for field in part._meta.local_fields
)


class ScheduleError(ValueError):
    """A change that cannot be made. The text gives the reason to the user."""


@transaction.atomic
def add_session(
    *,
    series: SeriesPage,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    title: str = "",
    occurrence_date: date | None = None,
    live: bool = True,
    **page_fields: object,
) -> SessionPage:
    """Add a session to a series, with its attendance modes, venue, payment and capacity.

    The title is the series' until an editor sets one. `occurrence_date` is the day the rule
    proposed; without it the session counts as created by hand. `page_fields` are fields of
    SessionPage. Raise ScheduleError when it ends before it starts, or the room
    has no address.
    """
    starts_at, ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    if ends_at <= starts_at:
        raise ScheduleError("The end must be after the start.")
    # Fresh and locked: one process at a time reads the tree's latest numbers and the free slugs.
    parent = SeriesPage.objects.select_for_update().get(pk=series.pk)
    if "venue" in attendance_errors(vars(parent)):
        raise ScheduleError("Write the address of the room on the page of the series first.")
    page = new_page(
        series=parent,
        slug=free_slug(london_date(starts_at), slugs_below(parent)),
        now=now,
        title=title,
        live=live,
        **page_fields,
    )
    parent.add_child(instance=page)
    session = new_session(
        page=page,
        series=parent,
        starts_at=starts_at,
        ends_at=ends_at,
        now=now,
        occurrence_date=occurrence_date,
    )
    session.full_clean()
    session.save()
    refresh(session=session, now=now)
    page.session = session
    return page


def new_page(
    *,
    series: SeriesPage,
    slug: str,
    now: datetime,
    title: str = "",
    live: bool = True,
    **fields: object,
) -> SessionPage:
    """Return an unsaved page with the defaults of its series, published without a draft."""
    return SessionPage(
        title=title or series.title,
        slug=slug,
        live=live,
        first_published_at=now if live else None,
        last_published_at=now if live else None,
        **{"area": series.area, "host": series.host, **fields},
    )


def new_session(
    *, series: SeriesPage, occurrence_date: date | None, now: datetime, **fields: object
) -> Session:
    """Return an unsaved session with the defaults of its series."""
    return Session(
        series=series,
        occurrence_date=occurrence_date,
        is_manual=occurrence_date is None,
        created_at=now,
        changed_at=now,
        **{name: getattr(series, name) for name in DEFAULTS},
        **fields,
    )


def remove_session(*, session: Session, now: datetime, may_return: bool = False) -> None:
    """Remove a session for good, and keep the rule from generating it again unless `may_return`.

    Raise ScheduleError when it has bookings, even cancelled ones. The lock prevents new ones.
    """
    with lock_session(session) as row:
        if row.bookings.exists():
            raise ScheduleError(
                "People have booked this date. Cancel it instead, then we can tell them."
            )
        if not may_return:
            remember_removed(session=session, now=now)
        SessionPage.objects.get(pk=session.page_id).delete()


def remember_removed(*, session: Session, now: datetime) -> None:
    """Keep the rule from proposing this day again."""
    if session.occurrence_date:
        RemovedDate.objects.get_or_create(
            series_id=session.series_id, day=session.occurrence_date, defaults={"removed_at": now}
        )


def slugs_below(series: SeriesPage, *, exclude: SessionPage | None = None) -> set[str]:
    """Return the slugs that the pages of a series have, in one query."""
    pages = series.get_children()
    if exclude:
        pages = pages.exclude(pk=exclude.pk)
    return set(pages.values_list("slug", flat=True))


def free_slug(day: date, taken: Collection[str]) -> str:
    """Return the day as a slug: "2027-01-27", then "2027-01-27-2" when that is taken."""
    slug, number = day.isoformat(), 2
    while slug in taken:
        slug = f"{day.isoformat()}-{number}"
        number += 1
    return slug
