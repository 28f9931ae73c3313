"""Tasks for editors, listed on the admin home page."""

from datetime import datetime, timedelta

from django.urls import reverse
from wagtail.models import PagePermissionTester

from events.models import Session
from hub.models import User
from stories.contributions import number_to_read
from stories.models import StoriesPage, SummaryPage

LOOK_BACK = timedelta(days=30)  # no summary is requested for older sessions
MOST = 3

Job = tuple[str, str]  # label and URL


def editor_tasks(user: User, now: datetime) -> list[Job]:
    jobs: list[Job] = []
    if user.has_perm("stories.view_contribution") and (number := number_to_read()):
        things = "1 thing" if number == 1 else f"{number} things"
        jobs.append((f"Read {things} that people sent in", reverse("contributions:index")))
    if may_write(user):
        jobs += [
            (f"Write what we heard: {each}", _summary_form())
            for each in sessions_without_summary(now)
        ]
    return jobs


def may_write(user: User) -> bool:
    stories = StoriesPage.objects.first()
    rights: PagePermissionTester | None = stories and stories.permissions_for_user(user)
    return bool(rights and rights.can_add_subpage())


def sessions_without_summary(now: datetime) -> list[Session]:
    """Return past sessions within LOOK_BACK without a live summary, newest first."""
    over = Session.objects.filter(ends_at__lte=now, ends_at__gt=now - LOOK_BACK, page__live=True)
    took_place = over.filter(status=Session.Status.ON)
    told = SummaryPage.objects.live().filter(session__isnull=False).values("session")
    newest = took_place.exclude(page__in=told).select_related("page").order_by("-starts_at", "-pk")
    return list(newest[:MOST])


def _summary_form() -> str:
    stories = StoriesPage.objects.get()
    return reverse("wagtailadmin_pages:add", args=["stories", "summarypage", stories.pk])
