"""Before a series is published: what becomes of its dates. After it: how many there are."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Page

from events import schedule
from events.models import SeriesPage, Session

CANNOT_SCHEDULE = (
    "Not published. New days or times cannot wait for a set time. "
    "Take the time out under “Set schedule”, or come back on that day."
)


def ask_before_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Return a redirect if dates no longer fit the latest draft of a series, else None.

    Such dates never change without review. Choices apply at once, so the draft cannot have a
    go-live time: until then the old rule would go on generating dates.
    """
    if not isinstance(page, SeriesPage):
        return None
    now = timezone.now()
    draft = page.get_latest_revision_as_object()
    if not schedule.plan_rule_change(draft, now).leaving:
        return None
    if draft.go_live_at and draft.go_live_at > now:
        messages.error(request, CANNOT_SCHEDULE)
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.warning(request, "Not published yet. First choose what happens to these dates.")
    return redirect("sessions_admin:plan", page.pk)


def ask_before_bulk_publish(
    request: HttpRequest, action_type: str, objects: Iterable[object], action: object
) -> HttpResponse | None:
    """Stop a bulk publish at the first series whose dates no longer fit."""
    pages = [page.pk for page in objects if isinstance(page, Page)]
    series = SeriesPage.objects.filter(pk__in=pages) if action_type == "publish" else []
    responses = (ask_before_publish(request, page) for page in series)
    return next(filter(None, responses), None)


def count_dates(request: HttpRequest, page: Page) -> None:
    """Say how many dates are to come, and what to do next."""
    if not isinstance(page, SeriesPage):
        return
    count = Session.objects.filter(series=page, starts_at__gt=timezone.now()).count()
    if not count:
        words = "This series has no dates to come yet, so nobody can book."
        add = messages.button(reverse("sessions_admin:add_dates", args=[page.pk]), "Add dates")
        messages.warning(request, words, buttons=[add])
        return
    dates = "1 date" if count == 1 else f"{count} dates"
    messages.success(request, f"This series has {dates} to come. Open one to say its topic.")
