"""Helpers shared by the admin views: responses, breadcrumbs and return URLs."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.admin.utils import get_valid_next_url_from_request

from events.models import Session
from events.models.permissions import may_see_bookings

Crumb = dict[str, str]


def screen(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    crumbs: list[Crumb],
    icon: str = "calendar-alt",
    status: int = 200,
    **context: Any,  # noqa: ANN401 - whatever the template shows
) -> TemplateResponse:
    return TemplateResponse(
        request,
        template,
        {
            "header_title": title,
            "page_title": title,
            "header_icon": icon,
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": "Home"},
                *crumbs,
                {"url": "", "label": title},
            ],
            **context,
        },
        status=status,
    )


def seen_at(request: HttpRequest) -> datetime | None:
    """Return the time of the data that the submitted form shows, or None if missing or invalid."""
    with suppress(ValueError):
        moment = parse_datetime(request.POST.get("seen", ""))
        return moment if moment and timezone.is_aware(moment) else None
    return None


def breadcrumbs(session: Session | None = None) -> list[Crumb]:
    crumbs = [{"url": reverse("desk:coming"), "label": "Sessions"}]
    if session:
        crumbs.append(
            {"url": reverse("desk:session", args=[session.pk]), "label": str(session.page.title)}
        )
    return crumbs


def page_breadcrumbs(session: Session) -> list[Crumb]:
    """Return the breadcrumbs for a user from the page editor."""
    return [
        {
            "url": reverse("wagtailadmin_explore", args=[session.series_id]),
            "label": str(session.series.title),
        },
        {
            "url": reverse("wagtailadmin_pages:edit", args=[session.page_id]),
            "label": str(session.page.title),
        },
    ]


def back_url(request: HttpRequest, session: Session) -> str:
    """Return the valid `next` URL, else the user's own view of the session."""
    came_from = get_valid_next_url_from_request(request)
    if came_from:
        return came_from
    if may_see_bookings(request.user):
        return reverse("desk:session", args=[session.pk])
    return reverse("wagtailadmin_pages:edit", args=[session.page_id])


def back(request: HttpRequest, session: Session) -> HttpResponse:
    return redirect(back_url(request, session))
