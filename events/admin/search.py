"""Views that find a caller's bookings, and open a booking's signed link."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import View
from wagtail.admin import messages

from events import slots
from events.admin.permissions import ChangeBookingsMixin, SeeBookingsMixin
from events.admin.views import ObjectMixin, ScreenMixin, booking_url
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


class FindView(SeeBookingsMixin, ScreenMixin, View):
    """Search by code, name, address or number. POST only, to keep them out of URLs and logs."""

    template_name = "events/admin/search_results.html"
    page_title = "What we found"
    header_icon = "search"

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("sessions_admin:coming")

    def post(self, request: HttpRequest) -> HttpResponse:
        words = request.POST.get("code", "").strip()
        if found := find_by_code(words):
            if found.state == Booking.State.CANCELLED:
                messages.warning(
                    request, "The booking with this code is cancelled. It was for this session."
                )
            return redirect(booking_url(found))
        bookings = matching_bookings(words)
        more = slots.search_results.context(words)
        if not bookings and not more.get("subscriber"):
            messages.error(request, NOT_FOUND)
            return redirect("sessions_admin:coming")
        return self.render_to_response(
            self.get_context_data(bookings=bookings, is_cut=len(bookings) == MOST, **more)
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


class OpenBookingView(ChangeBookingsMixin, ObjectMixin, View):
    """Redirect to the booking's signed link, to change it for a caller without email."""

    model = Booking

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("manage", token=manage_token(self.object))

    post = get


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
