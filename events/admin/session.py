"""Views of one session for organisers: attendees, access needs and the printed sheet."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from events import slots
from events.admin.attendees import attendees_of, sheet_of
from events.admin.permissions import (
    require_change_booking,
    require_organiser,
    require_post_with_message,
)
from events.admin.views import breadcrumbs, screen, seen_at
from events.bookings import access_needs, capacity_of
from events.models import AccessNeed, Booking, Session

SAID = {
    AccessNeed.State.ASKED: "It is marked as asked.",
    AccessNeed.State.ARRANGING: "It is marked as being arranged. We let the person know.",
    AccessNeed.State.IN_PLACE: "It is in place. We let the person know.",
    AccessNeed.State.TALK: "We told the person that you would like to talk.",
}

ANSWERED_SINCE = (
    "Nothing is saved: someone else has answered this meanwhile. Read what they wrote. "
    "Then change it if you still want to."
)


@require_organiser
def session_detail(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.select_related("page", "series"), pk=pk)
    now = timezone.now()
    return screen(
        request,
        "events/desk/session.html",
        title=session.page.title,
        crumbs=breadcrumbs(),
        session=session,
        comers=attendees_of(session),
        places=capacity_of(session),
        is_over=session.is_over(now),
        has_started=session.has_started(now),
        states=[
            (AccessNeed.State.ARRANGING, "Being arranged"),
            (AccessNeed.State.IN_PLACE, "In place"),
            (AccessNeed.State.TALK, "Let's talk"),
        ],
        **slots.session_screen.context(session, request.user, now),
    )


@require_organiser
def print_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Render a printable sheet for the session's hosts, without names."""
    session = get_object_or_404(Session.objects.select_related("page", "series"), pk=pk)
    comers = attendees_of(session)
    asked, private = sheet_of(comers)
    return screen(
        request,
        "events/desk/sheet.html",
        title="Sheet to print",
        crumbs=breadcrumbs(session),
        icon="clipboard-list",
        session=session,
        comers=comers,
        lines=asked,
        private=private,
        taken=sum(count for _, count in comers.by_way),
    )


@require_change_booking
@require_post_with_message
def answer_need(request: HttpRequest, pk: int) -> HttpResponse:
    need = get_object_or_404(AccessNeed.objects.select_related("person__booking"), pk=pk)
    to = reverse("desk:session", args=[need.person.booking.session_id]) + f"#need-{need.pk}"
    try:
        answered = access_needs.answer(
            need=need,
            state=request.POST.get("state", ""),
            words=request.POST.get("words", ""),
            now=timezone.now(),
            seen=seen_at(request),
        )
    except access_needs.AnswerConflict:
        messages.warning(request, ANSWERED_SINCE)
        return redirect(to)
    except ValidationError:
        messages.error(request, "We could not save this. Keep your answer under 1,000 letters.")
        return redirect(to)
    messages.success(request, SAID[AccessNeed.State(answered.state)])
    return redirect(to)


@require_change_booking
@require_post_with_message
def mark_talked(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the talk requested before the session as held."""
    found = get_object_or_404(Booking, pk=pk)
    access_needs.mark_talked(booking=found)
    messages.success(request, "Thank you. We took that talk off the list.")
    return redirect(reverse("desk:session", args=[found.session_id]))
