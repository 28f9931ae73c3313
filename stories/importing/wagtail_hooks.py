"""Wagtail hooks of the import."""

from datetime import datetime

from django.urls import URLResolver, include, path, reverse
from wagtail import hooks

from hub.models import User
from stories.importing.admin_views import DeleteView, ImportView, PictureView, ReviewView, StartView
from stories.models import SummaryImport

State = SummaryImport.State


@hooks.register("register_admin_urls")
def import_urls() -> list[URLResolver]:
    urlpatterns = [
        path("", StartView.as_view(), name="start"),
        path("<int:pk>/", ImportView.as_view(), name="import"),
        path("<int:pk>/pieces/", ReviewView.as_view(), name="review"),
        path("<int:pk>/picture/<int:picture>/", PictureView.as_view(), name="picture"),
        path("<int:pk>/delete/", DeleteView.as_view(), name="delete"),
    ]
    return [path("what-we-heard/", include((urlpatterns, "importing")))]


@hooks.register("register_admin_tasks")
def import_tasks(user: User, now: datetime) -> list[tuple[str, str]]:
    """Return a task for each import that waits for its owner."""
    waiting = user.summary_imports.filter(state__in=[State.READY, State.FAILED])
    return [
        (
            f"Look at what we found in {each.label}"
            if each.state == State.READY
            else f"See why we could not read {each.label}",
            reverse("importing:import", args=[each.pk]),
        )
        for each in waiting
    ]
