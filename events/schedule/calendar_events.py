"""Calendar events of sessions: written to `Session.vevent` per change, joined into feeds."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch

from events.ical import CalendarEvent, event_text
from events.models import Session, SessionPage, SessionPageTopic

FEED_HISTORY = timedelta(days=90)  # how long a past session stays in the feeds


def uid_of(session: Session) -> str:
    """Return the UID of a session, the same in every file and for ever (RFC 5545 3.8.4.7)."""
    return f"session-{session.uid}@{session.uid_domain}"


def address_of(page: SessionPage) -> str:
    """Return the absolute URL of a session's page."""
    url = page.get_url() or "/"
    return url if url.startswith("http") else settings.BASE_URL + url


def picture_address(page: SessionPage) -> str:
    """Return the absolute URL of the picture, or an empty string. Another picture has another."""
    return f"{address_of(page)}picture-{page.picture_id}.jpg" if page.picture_id else ""


def host_line(session: Session) -> str:
    host = session.page.host_shown
    return f"Run by {host}." if host else ""


def event_of(session: Session, *, now: datetime) -> CalendarEvent:
    """Return the public event of a session, from the published page and the stored row.

    One that has started asks nobody to book. Never include the meeting link, the dial-in number or
    anything about a booking. TRANSPARENT in the feed: a subscriber has not booked.
    """
    page = session.page
    return CalendarEvent(
        uid=uid_of(session),
        sequence=session.sequence,
        starts=session.starts_at,
        ends=session.ends_at,
        summary=page.title,
        description=_description(session, now),
        location=_location(session),
        url=address_of(page),
        cancelled=session.is_cancelled,
        created=session.created_at,
        changed=max(session.changed_at, session.created_at),
        categories=tuple(topic.name for topic in page.topics),
        transparent=True,
        image=picture_address(page),
    )


def private_event(session: Session, *, now: datetime) -> CalendarEvent:
    """Return the event as added to a personal calendar, where it takes up time."""
    return replace(event_of(session, now=now), transparent=False)


def refresh(*, session: Session, now: datetime) -> bool:
    """Rewrite and save the stored event. Return whether anything visible has changed.

    Read the published and stored data, not `session`, and update `session` with the result.
    """
    with transaction.atomic():
        row = (
            Session.objects.select_for_update(of=("self",))
            .select_related("page__area", "series__area")
            .get(pk=session.pk)
        )
        changed = rewrite(row, now)
        if changed:
            row.save(update_fields=["sequence", "changed_at", "vevent"])
    session.sequence, session.changed_at, session.vevent = row.sequence, row.changed_at, row.vevent
    return changed


def rewrite(row: Session, now: datetime) -> bool:
    """Set the event of a locked row, without saving. Return whether anything visible has changed.

    Only then do SEQUENCE and LAST-MODIFIED change.
    """
    event = event_of(row, now=now)
    text = event_text(event)
    if row.vevent == text:
        return False
    if row.vevent:
        row.sequence += 1
        row.changed_at = now
        event = replace(event, sequence=row.sequence, changed=max(now, row.created_at))
        text = event_text(event)
    row.vevent = text
    return True


def read_page(row: Session) -> None:
    """Read the published page of a locked row, with its topics, its series and their areas.

    Read after the lock and not with it: a statement that waits for a lock in PostgreSQL still sees
    the other tables as they were before.
    """
    topics = SessionPageTopic.objects.select_related("topic")
    page = (
        SessionPage.objects.select_related("area", "session__series__area")
        .prefetch_related(Prefetch("topic_links", queryset=topics))
        .get(session=row)
    )
    row.series = page.session.series
    row.page = page


def refresh_all(*, now: datetime) -> int:
    """Refresh every session that feeds still show. Return how many had changed.

    Publishing refreshes by itself; this also finds a renamed topic or area, a new site address, and
    a session that has started.
    Three queries, and three more per changed session.
    """
    shown = SessionPage.objects.filter(session__ends_at__gt=now - FEED_HISTORY).order_by("pk")
    pages = shown.select_related("session__series__area", "area")
    sessions = [page.session for page in pages.prefetch_related("topic_links__topic")]
    outdated = [
        session for session in sessions if session.vevent != event_text(event_of(session, now=now))
    ]
    return sum(refresh(session=session, now=now) for session in outdated)


def _description(session: Session, now: datetime) -> str:
    page, is_on = session.page, not session.is_cancelled
    can_book = is_on and not session.has_started(now)
    modes, area = session.attendance_modes_text, page.area_shown
    paragraphs = (
        "" if is_on else f"This session is cancelled. {session.cancel_reason}".strip(),
        session.note,
        page.summary or page.introduction,
        f"How to join: {modes}." if modes else "",
        f"Area: {area}." if area else "",
        host_line(session),
        "Book a place on our website. It is free." if can_book else "",
    )
    return "\n\n".join(filter(None, paragraphs))


def _location(session: Session) -> str:
    """Return the full address of the venue, otherwise the attendance modes."""
    if session.in_person and session.venue:
        return session.venue
    return session.attendance_modes_text
