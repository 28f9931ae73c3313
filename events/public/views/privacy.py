"""Views for access, export and erasure of a booking by its capability URL."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import booking_for
from events.bookings.people import has_own_invite
from events.models import Regular
from events.privacy.invite_cancellation import invited_addresses
from events.privacy.retention import EACH_TIME, NEEDS, QUESTIONS, erase, export
from events.public.answer_summary import Row, answered
from events.public.views.decorators import capability_url
from events.public.views.manage import HAS_CHANGED, attendee_names, differs_from_page
from events.public.views.shown import booking_digest
from events.public.views.wizard_storage import delete_unfinished_answers


@require_safe
@capability_url
def my_data(request: HttpRequest, token: str) -> HttpResponse:
    """Show all data of a booking."""
    booking = booking_for(token)
    context = {"token": token, "booking": booking, "sections": _sections(export(booking))}
    return render(request, "events/my_data.html", context)


@require_safe
@capability_url
def my_data_file(request: HttpRequest, token: str) -> HttpResponse:
    """Serve the export as JSON."""
    response = JsonResponse(
        export(booking_for(token)), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def erase_booking(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, erase on POST. A tick sends one last mail, which empties calendars."""
    booking = booking_for(token)
    now = timezone.now()
    invited = invited_addresses(booking, now=now)
    has_changed = request.method == "POST" and differs_from_page(request, booking)
    if request.method == "POST" and not has_changed:
        tells_calendars = "calendars" in request.POST and bool(invited)
        erase(booking=booking, now=now, cancel_invites=tells_calendars)
        delete_unfinished_answers(request)  # an unfinished form may hold the same answers
        return redirect("erased_after_mail" if tells_calendars else "erased")
    session = booking.session
    context = {
        "token": token,
        "session": session,
        "for_whom": attendee_names(booking),
        "shown": booking_digest(booking),
        "refused": HAS_CHANGED if has_changed else "",
        "stops_invitations": Regular.objects.filter(booking=booking).exists(),
        "gives_up_place": booking.state != booking.State.CANCELLED and not session.has_started(now),
        "invited": bool(invited),
        "wants_mail": request.method != "POST" or "calendars" in request.POST,
        "others_know": any(has_own_invite(each, booking) for each in booking.people.all()),
    }
    return render(request, "events/erase.html", context, status=409 if has_changed else 200)


def _sections(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the export as sections of questions and answers, without empty ones."""
    sections = [{"title": "Your booking", "rows": _rows(data["Your booking"])}]
    for number, person in enumerate(data["People"], start=1):
        sections.append({"title": f"Person {number}", "rows": _rows(person, NEEDS)})
    for regular in data[EACH_TIME]:
        sections.append({"title": EACH_TIME, "rows": _rows(regular, QUESTIONS)})
    sent = [Row(mail["Email"], mail["Sent"] or "Not sent") for mail in data["Emails"]]
    return [*sections, {"title": "Emails", "rows": sent}] if sent else sections


def _rows(facts: dict[str, Any], list_name: str = "") -> list[Row]:
    """Return the single facts, and those in the list of this name on one line each."""
    rows = [Row(name, value) for name, value in facts.items() if isinstance(value, str)]
    lines = [_line(each) for each in facts.get(list_name, [])]
    return answered([*rows, Row(list_name, answers=lines)])


def _line(facts: dict[str, Any]) -> str:
    """Return facts on one line, and those of a list in them after their heading."""
    parts = []
    for name, value in facts.items():
        if isinstance(value, list):
            value = "; ".join(", ".join(filter(None, each.values())) for each in value)
        if value:
            parts.append(f"{name}: {value}")
    return ". ".join(parts)
