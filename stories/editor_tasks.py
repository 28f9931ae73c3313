"""Tasks for editors, listed on the admin home page."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.models import PagePermissionTester

from events.models import Session
from events.optional_features import feature_url
from hub.models import User
from stories.models import Contribution, StoriesPage, SummaryPage

MAX_AGE = timedelta(days=30)  # no summary is requested for older sessions
MAX_SESSIONS = 3

EditorTask = tuple[str, str]  # label and URL


def editor_tasks(user: User, now: datetime) -> list[EditorTask]:
    tasks: list[EditorTask] = []
    new = Contribution.objects.filter(read_at=None)
    if user.has_perm("stories.view_contribution") and (unread := new.count()):
        count = "1 thing" if unread == 1 else f"{unread} things"
        tasks.append((f"Read {count} that people sent in", reverse("contributions:index")))
    if may_add_stories(user):
        tasks += [
            (f"Write what we heard: {each}", _summary_form(each))
            for each in sessions_without_summary(now)
        ]
    return tasks


def may_add_stories(user: User) -> bool:
    stories = StoriesPage.objects.first()
    permissions: PagePermissionTester | None = stories and stories.permissions_for_user(user)
    return bool(permissions and permissions.can_add_subpage())


def sessions_without_summary(now: datetime) -> list[Session]:
    """Return past sessions without a live summary, newest first."""
    past = Session.objects.filter(ends_at__lte=now, ends_at__gt=now - MAX_AGE, page__live=True)
    held = past.filter(status=Session.Status.ON)
    summarised = SummaryPage.objects.live().filter(session__isnull=False).values("session")
    newest = held.exclude(page__in=summarised).select_related("page").order_by("-starts_at", "-pk")
    return list(newest[:MAX_SESSIONS])


def _summary_form(session: Session) -> str:
    if start := feature_url("importing:start"):
        return f"{start}?{urlencode({'session': session.page_id})}"
    stories = StoriesPage.objects.get()
    return reverse("wagtailadmin_pages:add", args=["stories", "summarypage", stories.pk])
