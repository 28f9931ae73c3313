"""Real rows with sensible defaults. Every function works on an empty database too.

Times default to January 2027: tests pass `now` (see conftest) or freeze it.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, TypeVar
from unittest import mock

from django.utils.text import slugify
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from events import bookings
from events.models import (
    AccessNeed,
    AccessOption,
    Booking,
    Notice,
    Person,
    SeriesPage,
    Session,
    SessionPage,
    SessionsPage,
)
from events.schedule.calendar_events import refresh
from events.schedule.sessions import DEFAULTS
from home.initial_pages import create_initial_pages
from home.models import HomePage
from hub.dates import LONDON
from stories.models import StoriesPage

NOW = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
# Wednesday 27 January 2027, 10:30am in London.
INDEX_FOR_SEARCH = "modelsearch.signal_handlers.insert_or_update_object_task"
PageKind = TypeVar("PageKind", bound=Page)
STARTS_AT = datetime(2027, 1, 27, 10, 30, tzinfo=UTC)


@dataclass
class Tree:
    site: Site
    home: Page
    sessions: Page
    stories: Page


def make_site() -> Tree:
    """Make the first pages of the site, or return the ones that are there."""
    home = HomePage.objects.first() or create_initial_pages(host="localhost")
    return Tree(
        site=Site.objects.get(is_default_site=True),
        home=home,
        sessions=SessionsPage.objects.get(),
        stories=StoriesPage.objects.get(),
    )


def make_series(title: str = "Over a Brew", **fields: Any) -> SeriesPage:
    """A monthly series without a rule, by video and by phone."""
    fields.setdefault("slug", slugify(title))
    fields.setdefault("by_phone", True)
    fields.setdefault("start_time", time(10, 30))
    fields.setdefault("end_time", time(12, 0))
    fields.setdefault(
        "standing_arrangements",
        "Live captions are on.\nWe take a break.\nYou can keep your camera off.",
    )
    return _add(make_site().sessions, SeriesPage(title=title, **fields))


def make_session(
    *,
    starts_at: datetime = STARTS_AT,
    ends_at: datetime | None = None,
    series: SeriesPage | None = None,
    title: str = "",
    live: bool = True,
    page: dict[str, Any] | None = None,
    **facts: Any,
) -> Session:
    """One date. `facts` are fields of Session; `page` holds fields of its SessionPage."""
    series = series or SeriesPage.objects.filter(slug="over-a-brew").first() or make_series()
    day = starts_at.astimezone(LONDON).date()
    parent = SeriesPage.objects.get(pk=series.pk)
    session_page = _add(
        parent,
        SessionPage(
            title=title or series.title, slug=_free_slug(parent, day), live=live, **(page or {})
        ),
    )
    for name in DEFAULTS:
        facts.setdefault(name, getattr(series, name))
    session = Session.objects.create(
        page=session_page,
        series=series,
        starts_at=starts_at,
        ends_at=ends_at or starts_at + timedelta(minutes=90),
        **facts,
    )
    refresh(session=session, now=session.created_at)
    return session


def _add(parent: Page, page: PageKind) -> PageKind:
    """Add a page without validation, history, search and reference index: they are most of the time, and few tests
    look at them. `page.save()` makes up for what is missing.
    """
    page.draft_title, page.locale_id = page.title, parent.locale_id
    page.save = partial(page.save, clean=False, log_action=None)
    with disable_reference_index_auto_update(), mock.patch(INDEX_FOR_SEARCH):
        parent.add_child(instance=page)
    del page.save
    return page


def _free_slug(series: SeriesPage, day: date) -> str:
    taken = set(series.get_children().values_list("slug", flat=True))
    names = [day.isoformat(), *(f"{day.isoformat()}-{number}" for number in range(2, 50))]
    return next(name for name in names if name not in taken)


def make_option(label: str = "More breaks", **fields: Any) -> AccessOption:
    option, _ = AccessOption.objects.update_or_create(label=label, defaults=fields)
    return option


def need_of(words: str) -> AccessNeed:
    """Return the one need that somebody put in these words."""
    (need,) = [need for need in AccessNeed.objects.all() if need.words == words]
    return need


def make_booking(
    *,
    session: Session | None = None,
    name: str = "Ama Mensah",
    email: str = "ama@example.org",
    phone: str = "",
    texts: bool = False,
    postal_address: str = "",
    needs: tuple[str | AccessOption, ...] = (),
    supporter: str = "",
    mode: str = "",
    for_whom: str = "",
    people: tuple[bookings.Attendee, ...] = (),
    wishes: bookings.Preferences | None = None,
    now: datetime | None = None,
    **fields: Any,
) -> Booking:
    """One person who comes, and a supporter if named, booked through the service.

    On the waiting list when the session is full. `needs` are options, or words of their own. `people`
    replaces both people. Other `fields` are put on the row afterwards. Booked two weeks before a past session.
    """
    session = session or make_session()
    asks = tuple(
        bookings.AccessRequest(words=need)
        if isinstance(need, str)
        else bookings.AccessRequest(option=need)
        for need in needs
    )
    people = people or (
        bookings.Attendee(name=name, email=email, asks=asks),
        *([bookings.Attendee(name=supporter, role=Person.Role.SUPPORTS)] if supporter else []),
    )
    booking = bookings.book(
        session=session,
        contact=bookings.Contact(
            name=name, email=email, phone=phone, texts=texts, postal_address=postal_address
        ),
        people=people,
        mode=mode or session.attendance_modes[0],
        for_whom=for_whom or ("me-and-supporter" if supporter else "me"),
        wishes=wishes,
        now=now or min(NOW, session.starts_at - timedelta(days=14)),
        form_key=uuid.uuid4(),
        join_waiting_list=True,
    )
    if fields:
        Booking.objects.filter(pk=booking.pk).update(**fields)
        booking.refresh_from_db()
    return booking


def make_many_bookings(session: Session, number: int, *, now: datetime = NOW) -> None:
    """Write bookings of one person with one need each, without the service: for measuring.

    Every other need is in words of their own. Every fifth contact has a phone number only.
    """
    interpreter = make_option("Sign language interpreter", notice_days=10)
    rows = Booking.objects.bulk_create(
        Booking(
            session=session,
            attendance_mode="video",
            contact_name=f"Ama Mensah {each}",
            email=f"ama{each}@example.org" if each % 5 else "",
            phone="01632 960 001",
            spoken_code=f"kettle {each}",
            created_at=now,
            changed_at=now,
        )
        for each in range(number)
    )
    people = Person.objects.bulk_create(
        Person(booking=booking, name=booking.contact_name, email=booking.email) for booking in rows
    )
    AccessNeed.objects.bulk_create(
        AccessNeed(
            person=person,
            option=None if each % 2 else interpreter,
            option_label="" if each % 2 else interpreter.label,
            option_notice_days=0 if each % 2 else interpreter.notice_days,
            words=f"A quiet corner near the door, and time, number {each}." if each % 2 else "",
            asked_at=now,
            changed_at=now,
        )
        for each, person in enumerate(people)
    )
    Notice.objects.bulk_create(
        Notice(kind="confirmation", booking=booking, due_at=now, created_at=now) for booking in rows
    )
