"""Template contexts of session pages, complete so that templates make no queries."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from events.bookings.availability import with_places
from events.ical import google_link, office_link, outlook_link
from events.models import AccessOption, Session, SessionPage, SessionPageTopic
from events.models.pages import lines_of
from events.optional_features import feature_url
from events.public.answer_summary import Row, answered
from events.public.forms.deadlines import Deadline, deadlines
from events.public.schema_org import event_data
from events.schedule.calendar_events import private_event
from hub.dates import format_day, london_date
from hub.models import SiteDetails
from hub.page_context import page_context
from hub.public_pages import publicly_visible

PAYMENT = "Payment and expenses for people with lived experience"


def with_summaries(pages: Iterable[SessionPage]) -> list[SessionPage]:
    """Return past sessions with their public summaries, whatever app they come from. One query."""
    summaries = publicly_visible(SessionPage._meta.get_field("summaries").related_model.objects)
    listed = summaries.only("title", "url_path", "session").order_by("path")
    past_pages = list(pages)
    prefetch_related_objects(past_pages, Prefetch("summaries", listed, to_attr="public_summaries"))
    return past_pages


def previous_and_next(page: SessionPage) -> tuple[SessionPage | None, SessionPage | None]:
    """Return the previous and next session in the series, each None if not public. Two queries."""
    live = Session.objects.filter(series=page.session.series_id, page__live=True)
    ids = [None, *live.order_by("starts_at", "page").values_list("page", flat=True), None]
    if page.pk not in ids:
        return None, None  # a preview of a draft
    index = ids.index(page.pk)
    before, after = ids[index - 1], ids[index + 1]
    neighbours = SessionPage.objects.open_to_all().filter(pk__in={before, after} - {None})
    session_fields = [f"session__{name}" for name in ("page", "starts_at", "ends_at", "status")]
    links = neighbours.select_related("session").only("title", "url_path", *session_fields)
    by_pk = links.in_bulk()
    return by_pk.get(before), by_pk.get(after)


def facts_of(page: SessionPage, *, is_past: bool) -> list[Row]:
    """Return when, where and how, in the order of people's questions."""
    session = page.session
    shown = {"session": session}
    rows = [
        Row("When", render_to_string("events/parts/session_time.html", shown)),
        Row("How to join", session.attendance_modes_text),
        *(_venue_rows(session) if session.in_person else ()),
        Row("What it costs", "It is free" if not is_past else ""),
        Row(PAYMENT, session.payment if not is_past else ""),
        Row("Area", page.area_shown.name if page.area_shown else ""),
        Row("Who runs it", page.host_shown),
    ]
    return answered(rows)


def _venue_rows(session: Session) -> Iterator[Row]:
    venue = render_to_string("events/parts/venue.html", {"session": session})
    yield Row("Where", venue if session.venue else "")
    yield Row("Getting here", answers=lines_of(session.venue_travel))
    yield Row("Getting in and around", answers=lines_of(session.venue_access))
    yield Row("What is not good about the place", answers=lines_of(session.venue_drawbacks))


@page_context.register
def session_page(page: SessionPage, request: HttpRequest) -> dict[str, Any]:
    """Return the context of a session's page. Without a session it shows text only."""
    now = timezone.now()
    prefetch_related_objects(
        [page],
        Prefetch("session", Session.objects.select_related("series__area").defer("vevent")),
        Prefetch("topic_links", SessionPageTopic.objects.select_related("topic")),
    )
    session = getattr(page, "session", None)
    if session is None:
        return {"session": None}
    is_past = session.is_over(now)
    can_book = not session.has_started(now) and not session.is_cancelled
    if is_past:
        with_summaries([page])
        session.is_full, session.places_words = False, ""
    else:
        with_places([page])
    event = private_event(session, now=now)
    before, after = previous_and_next(page)
    return {
        "session": session,
        "day": format_day(london_date(session.starts_at)),
        "is_past": is_past,
        "join_is_open": session.is_join_open(now),
        "is_now": session.has_started(now) and not is_past,
        "can_book": can_book,
        "facts": facts_of(page, is_past=is_past),
        "topics": [{"name": topic.name, "url": topic.get_absolute_url()} for topic in page.topics],
        "alerts_url": alerts_url(page),
        "moved_text": "" if is_past else moved_text(session),
        "deadlines": coming_deadlines(session, now) if can_book else [],
        "google_url": google_link(event),
        "outlook_url": outlook_link(event),
        "office_url": office_link(event),
        "before": before,
        "after": after,
        "structured": event_data(page, run_by=SiteDetails.load(request).run_by, now=now),
    }


def coming_deadlines(session: Session, now: datetime) -> list[Deadline]:
    """Return by when to ask for what must be booked ahead. One query."""
    offered = AccessOption.objects.offered().fitting(session.attendance_modes)
    return [each for each in deadlines(offered, session=session, now=now) if each.day]


def alerts_url(page: SessionPage) -> str:
    """Return the URL of the subscription form, if any, with the topics ticked."""
    url, topics = feature_url("tell_me"), [("topic", topic.slug) for topic in page.topics]
    return f"{url}?{urlencode(topics)}" if url and topics else url


def moved_text(session: Session) -> str:
    """Return a sentence if the session moved to another day, else empty."""
    planned, day = session.originally_on or session.occurrence_date, london_date(session.starts_at)
    if planned is None or planned == day:
        return ""
    return f"It was planned for {format_day(planned)}. It is now on {format_day(day)}."
