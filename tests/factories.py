"""Real rows with sensible defaults. Every function works on an empty database too.

Times default to January 2027: tests pass `now` (see conftest) or freeze it.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from events.models import (
    AccessNeed,
    AccessOption,
    Booking,
    Person,
    SeriesPage,
    Session,
    SessionPage,
    SessionsPage,
)
from events.when import LONDON
from home.models import HomePage

NOW = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
# Wednesday 27 January 2027, 10:30am in London.
STARTS_AT = datetime(2027, 1, 27, 10, 30, tzinfo=UTC)


@dataclass
class Tree:
    site: Site
    home: Page
    sessions: Page
    stories: Page | None


def make_site() -> Tree:
    """The first pages of the site, made once. Asking again gives the same ones."""
    home = HomePage.objects.first() or _make_first_pages()
    return Tree(
        site=Site.objects.get(is_default_site=True),
        home=home,
        sessions=SessionsPage.objects.get(),
        stories=Page.objects.descendant_of(home).filter(slug="stories").specific().first(),
    )


def _make_first_pages() -> HomePage:
    # A test that commits leaves an empty database behind, without Wagtail's own first rows.
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=HomePage(title="Over a Brew", slug="over-a-brew"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home},
    )
    home.add_child(instance=SessionsPage(title="Sessions", slug="sessions", show_in_menus=True))
    return home


def make_series(title: str = "Over a Brew", **fields: Any) -> SeriesPage:
    """A monthly series without a rule, by video and by phone."""
    fields.setdefault("slug", slugify(title))
    fields.setdefault("by_phone", True)
    fields.setdefault("start_time", time(10, 30))
    fields.setdefault("end_time", time(12, 0))
    fields.setdefault(
        "always_there", "Live captions are on.\nWe take a break.\nYou can keep your camera off."
    )
    return make_site().sessions.add_child(instance=SeriesPage(title=title, **fields))


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
    session_page = parent.add_child(
        instance=SessionPage(
            title=title or series.title, slug=_free_slug(parent, day), live=live, **(page or {})
        )
    )
    for name in ("by_video", "by_phone", "in_person", "venue", "venue_access"):
        facts.setdefault(name, getattr(series, name))
    for name in ("places", "places_in_person", "places_held", "supporters_take_places"):
        facts.setdefault(name, getattr(series, name))
    return Session.objects.create(
        page=session_page,
        series=series,
        starts_at=starts_at,
        ends_at=ends_at or starts_at + timedelta(minutes=90),
        **facts,
    )


def _free_slug(series: SeriesPage, day: date) -> str:
    taken = set(series.get_children().values_list("slug", flat=True))
    names = [day.isoformat(), *(f"{day.isoformat()}-{number}" for number in range(2, 50))]
    return next(name for name in names if name not in taken)


def make_option(label: str = "More breaks", **fields: Any) -> AccessOption:
    option, _ = AccessOption.objects.update_or_create(label=label, defaults=fields)
    return option


def make_booking(
    *,
    session: Session | None = None,
    name: str = "Ama Mensah",
    email: str = "ama@example.org",
    needs: tuple[str, ...] = (),
    supporter: str = "",
    now: datetime = NOW,
    **fields: Any,
) -> Booking:
    """One person who comes, and a supporter if named. `needs` are words of their own."""
    fields.setdefault("way", (session.ways if session else [None])[0] or "video")
    booking = Booking.objects.create(
        session=session or make_session(),
        contact_name=name,
        email=email,
        form_key=uuid.uuid4(),
        created_at=now,
        changed_at=now,
        **fields,
    )
    person = Person.objects.create(booking=booking, name=name, email=email)
    for words in needs:
        AccessNeed.objects.create(person=person, words=words, asked_at=now, changed_at=now)
    if supporter:
        Person.objects.create(
            booking=booking, name=supporter, role=Person.Role.SUPPORTS, takes_place=False
        )
    return booking
