"""Views that find a caller's bookings, and open a booking's signed link."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from events import slots
from events.admin.bookings import place_of
from events.admin.permissions import (
    require_change_booking,
    require_organiser,
)
from events.admin.views import breadcrumbs, screen
from events.bookings import find_by_code, manage_token
from events.models import Booking

NOT_FOUND = (
    "No booking has this code. It looks like “kettle 4821”. "
    "No name, email address or phone number is like it either."
)
SHORTEST = 3  # letters; fewer match too much
SHORTEST_NUMBER = 6  # digits of a phone number
END_OF_NUMBER = 9  # the last digits are the same with +44 and with 0
MOST = 50


@require_organiser
def find(request: HttpRequest) -> HttpResponse:
    """Search by code, name, address or number. POST only, to keep them out of URLs and logs."""
    if request.method != "POST":
        return redirect("desk:coming")
    words = request.POST.get("code", "").strip()
    if found := find_by_code(words):
        if found.state == Booking.State.CANCELLED:
            messages.warning(
                request, "The booking with this code is cancelled. It was for this session."
            )
        return redirect(place_of(found))
    bookings = matching_bookings(words)
    more = slots.search_results.context(words)
    if not bookings and not more.get("subscriber"):
        messages.error(request, NOT_FOUND)
        return redirect("desk:coming")
    return screen(
        request,
        "events/desk/found.html",
        title="What we found",
        crumbs=breadcrumbs(),
        icon="search",
        bookings=bookings,
        is_cut=len(bookings) == MOST,
        **more,
    )


def matching_bookings(words: str) -> list[Booking]:
    """Return bookings matching a name, address or number, newest sessions first."""
    if len(words) < SHORTEST:
        return []
    wanted = Q()
    for name in ("contact_name", "email", "people__name", "people__email"):
        wanted |= Q(**{f"{name}__icontains": words})
    number = _figures(words)
    if len(number) >= SHORTEST_NUMBER:
        wanted |= Q(pk__in=_with_number(number[-END_OF_NUMBER:]))
    keys = Booking.objects.filter(wanted).order_by().values("pk")
    return list(
        Booking.objects.filter(pk__in=keys)
        .select_related("session__page", "regular")
        .prefetch_related("people")
        .order_by("-session__starts_at", "pk")[:MOST]
    )


@require_change_booking
def open_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect to the booking's signed link, to change it for a caller without email."""
    found = get_object_or_404(Booking, pk=pk)
    return redirect("manage", token=manage_token(found))


def _with_number(end: str) -> list[int]:
    numbers = Booking.objects.exclude(phone="").order_by().values_list("pk", "phone")
    of_people = Booking.objects.exclude(people__phone="").order_by()
    found = [*numbers, *of_people.values_list("pk", "people__phone")]
    return [pk for pk, phone in found if end in _figures(phone)]


def _figures(words: str) -> str:
    """Return the digits of a phone number, or "" if it has letters."""
    if any(sign.isalpha() for sign in words):
        return ""
    return "".join(sign for sign in words if sign.isdigit())
