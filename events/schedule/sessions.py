"""Adding and removing sessions. A session is a page with a Session row."""

from datetime import UTC, date, datetime

from django.db import transaction

from events.bookings import lock_session
from events.models import RemovedDate, SeriesPage, Session, SessionPage
from events.models.attendance import AttendanceModesMixin, CapacityMixin
from events.schedule.calendar_events import refresh
from hub.dates import london_date

# Fields that a new session copies from its series.
DEFAULTS = tuple(
    field.name
    for part in (AttendanceModesMixin, CapacityMixin)
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
    """Add a session to a series, with its attendance modes, venue and capacity.

    The title is the series' until an editor sets one. `occurrence_date` is the day the rule
    proposed; without it the session counts as created by hand. `page_fields` are fields of
    SessionPage. Raise ScheduleError when it ends before it starts.
    """
    starts_at, ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    if ends_at <= starts_at:
        raise ScheduleError("The end must be after the start.")
    parent = SeriesPage.objects.get(pk=series.pk)  # fresh, for the tree's latest numbers
    # Published without a draft: one request creates a year of sessions.
    page = SessionPage(
        title=title or parent.title,
        slug=free_slug(parent, london_date(starts_at)),
        live=live,
        first_published_at=now if live else None,
        last_published_at=now if live else None,
        **{"area": parent.area, "host": parent.host, **page_fields},
    )
    parent.add_child(instance=page)
    session = Session(
        page=page,
        series=parent,
        starts_at=starts_at,
        ends_at=ends_at,
        occurrence_date=occurrence_date,
        is_manual=occurrence_date is None,
        created_at=now,
        changed_at=now,
        **{name: getattr(parent, name) for name in DEFAULTS},
    )
    session.full_clean()
    session.save()
    refresh(session=session, now=now)
    page.session = session
    return page


@transaction.atomic
def remove_session(*, session: Session, now: datetime) -> None:
    """Remove a session for good, and keep the rule from generating it again.

    Raise ScheduleError when it has bookings.
    """
    refuse_if_booked(session)
    remember_removed(session=session, now=now)
    SessionPage.objects.get(pk=session.page_id).delete()


def refuse_if_booked(session: Session) -> None:
    """Raise ScheduleError when a session has bookings, even cancelled ones.

    Call it in the transaction that removes the session: the lock prevents new bookings.
    """
    with lock_session(session) as row:
        if row.bookings.exists():
            raise ScheduleError(
                "People have booked this date. Cancel it instead, then we can tell them."
            )


def remember_removed(*, session: Session, now: datetime) -> None:
    """Keep the rule from proposing this day again."""
    if session.occurrence_date:
        RemovedDate.objects.get_or_create(
            series_id=session.series_id, day=session.occurrence_date, defaults={"removed_at": now}
        )


def free_slug(series: SeriesPage, day: date, but_not: SessionPage | None = None) -> str:
    """Return the day as a slug: "2027-01-27", then "2027-01-27-2" when that is taken."""
    taken = series.get_children().filter(slug__startswith=day.isoformat())
    if but_not:
        taken = taken.exclude(pk=but_not.pk)
    slugs = set(taken.values_list("slug", flat=True))
    slug, number = day.isoformat(), 2
    while slug in slugs:
        slug = f"{day.isoformat()}-{number}"
        number += 1
    return slug
