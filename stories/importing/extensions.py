"""What the import adds to screens of sessions: ways to "Write what we heard"."""

from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.urls import reverse

from events import extension_points
from events.models import SeriesPage, Session, SessionPage
from events.models.permissions import Someone
from hub.models import User
from stories.editor_tasks import may_add_stories
from stories.models import SummaryPage

MAX_SESSIONS = 3  # of a series


@extension_points.session_screen.register
def _session_screen(session: Session, user: Someone, now: datetime) -> dict[str, Any]:
    return {"write_summary_url": _url_for(session, user, now)}


@extension_points.page_editor.register
def _page_editor(page: SessionPage | SeriesPage, user: Someone, now: datetime) -> dict[str, Any]:
    if isinstance(page, SessionPage):
        return {"write_summary_url": _url_for(page.session, user, now)}
    if not may_add_stories(cast(User, user)):
        return {}
    written = SummaryPage.objects.live().filter(session__isnull=False).values("session")
    held = page.sessions.filter(ends_at__lte=now, status=Session.Status.ON, page__live=True)
    newest = held.exclude(page__in=written).select_related("page").order_by("-starts_at", "-pk")
    return {"without_summary": [(each, _start_url(each)) for each in newest[:MAX_SESSIONS]]}


def _url_for(session: Session, user: Someone, now: datetime) -> str:
    is_held = session.has_started(now) and not session.is_cancelled
    return _start_url(session) if is_held and may_add_stories(cast(User, user)) else ""


def _start_url(session: Session) -> str:
    return f"{reverse('importing:start')}?{urlencode({'session': session.page_id})}"
