"""Mails to subscribers: confirmations and alerts, with headers as in RFC 2369 and RFC 8058."""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives

from events.bookings.availability import with_places
from events.emails.compose import render_mail, writes
from events.emails.headers import mailing_list_headers
from events.models import Notice, SessionPage, Subscriber
from events.retention import UNCONFIRMED_KEPT
from events.schedule.calendar_events import address_of
from events.subscriptions.links import page_address, stop_address
from events.subscriptions.matching import announced
from events.subscriptions.subscribers import confirmed_before, current, waiting_mails
from hub.dates import format_day, london_date


@writes(Notice.Kind.SUBSCRIPTION_CONFIRMATION)
def compose_confirmation(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail, or None if confirmed, too old or a second one within the hour."""
    subscriber = notice.subscriber
    if subscriber is None or current(subscriber).confirmed_at is not None:
        return None
    if subscriber.created_at <= now - UNCONFIRMED_KEPT or _is_second(notice, subscriber):
        return None
    context = {
        "interests": interests_text(subscriber),
        "is_known": confirmed_before(subscriber) is not None,
        "action_url": page_address(subscriber),
        "action_label": "Look at it and say yes",
    }
    subject = "Would you like news of our sessions?"
    return render_mail(notice, subject, context, to=subscriber.email)


@writes(Notice.Kind.SESSION_ALERT)
def compose_alert(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail about new sessions still to come, or None if none is left."""
    subscriber = notice.subscriber
    if subscriber is None or subscriber.confirmed_at is None:
        return None
    alerted = notice.session_alerts.values("session")
    pages = announced(now).filter(session__in=alerted).with_facts().with_series()
    items = [_item(page) for page in with_places(pages)]
    if not items:
        return None
    stop = stop_address(subscriber)
    alone = items[0] if len(items) == 1 else None
    subject = (
        f"New session: {alone['title']}, {alone['day']}" if alone else f"{len(items)} new sessions"
    )
    context = {
        "items": items,
        "alone": alone,
        "action_url": alone["book_url"] if alone else "",
        "action_label": alone["book_label"] if alone else "",
        "page_url": page_address(subscriber),
        "stop_url": stop,
    }
    headers = mailing_list_headers(stop)
    return render_mail(notice, subject, context, to=subscriber.email, headers=headers)


def interests_text(subscriber: Subscriber) -> str:
    """Return the interests, like "all sessions" or "Unpaid carers, Getting about, Norfolk"."""
    if subscriber.everything:
        return "all sessions"
    return ", ".join(each.name for each in (*subscriber.topics.all(), *subscriber.areas.all()))


def _is_second(notice: Notice, subscriber: Subscriber) -> bool:
    """Return whether a concurrent request for this address made an earlier notice."""
    earlier = waiting_mails(subscriber=subscriber, now=notice.created_at)
    return earlier.filter(pk__lt=notice.pk, dismissed_at=None, failed_at=None).exists()


def _item(page: SessionPage) -> dict[str, Any]:
    session, title, url = page.session, " ".join(page.title.split()), address_of(page)
    act = "Join the waiting list" if session.is_full else "Book a place"
    return {
        "title": title,
        "day": format_day(london_date(session.starts_at)),
        "when": f"{session.when_words}, UK time",
        "summary": page.summary,
        "how": session.attendance_modes_text,
        "places": session.places_words,
        "topics": ", ".join(topic.name for topic in page.topics),
        "area": page.area_shown.name if page.area_shown else "",
        "note": session.note,
        "url": url,
        "book_url": f"{url}book/",
        "book_label": f"{act}: {title}",
    }
