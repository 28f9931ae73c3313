"""Receivers that refresh calendars, tell new text of a page and generate a series' sessions on publishing."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from events import schedule
from events.models import SeriesPage, Session, SessionPage
from events.schedule.calendar_events import FEED_HISTORY, refresh


@receiver(page_published, sender=SessionPage)
def session_published(instance: SessionPage, **kwargs: object) -> None:
    session = Session.objects.filter(page=instance).select_related("page").first()
    if session:
        now = timezone.now()
        refresh(session=session, now=now)
        schedule.announce_page_text(session=session, now=now)


@receiver(page_published, sender=SeriesPage)
def series_published(instance: SeriesPage, **kwargs: object) -> None:
    now = timezone.now()
    for session in instance.sessions.filter(ends_at__gt=now - FEED_HISTORY).order_by("pk"):
        if refresh(session=session, now=now):
            schedule.announce_page_text(session=session, now=now)
    schedule.generate_sessions(series=instance, now=now)
