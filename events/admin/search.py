"""Views that find a caller's bookings, and open a booking's signed link."""

import unicodedata

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import View
from wagtail.admin import messages

from events import extension_points
from events.admin.needs_access import log_needs_access
from events.admin.permissions import OpenBookingsMixin, SeeBookingsMixin
from events.admin.views import ObjectMixin, ScreenMixin, booking_url
from events.bookings import find_by_code, like_code, manage_token
from events.models import Booking, NeedsAccess
from events.models.permissions import may_open_bookings
from hub.email_addresses import email_q
from hub.phone_numbers import to_e164

NOT_FOUND = (
    "No booking has this code. It looks like “kettle 4821”. "
    "No name, email address or phone number is like it either."
)
MIN_LENGTH = 3  # letters; fewer match too much
MIN_DIGITS = 6  # digits of a phone number
SUFFIX_DIGITS = 9  # the last digits are the same with +44 and with 0
MAX_RESULTS = 50


class FindView(SeeBookingsMixin, ScreenMixin, View):
    """Search by code, name, address or number. POST only, to keep them out of URLs and logs."""

    template_name = "events/admin/search_results.html"
    page_title = "What we found"
    header_icon = "search"

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("sessions_admin:coming")

    def post(self, request: HttpRequest) -> HttpResponse:
        query = request.POST.get("code", "").strip()
        if booking := find_by_code(query):
            if booking.state == Booking.State.CANCELLED:
                messages.warning(
                    request, "The booking with this code is cancelled. It was for this session."
                )
            return redirect(booking_url(booking))
        bookings = matching_bookings(query)
        feature_results = extension_points.search_results.context(query)
        if not bookings and not feature_results.get("subscriber"):
            messages.error(request, NOT_FOUND)
            return redirect("sessions_admin:coming")
        return self.render_to_response(
            self.get_context_data(
                bookings=bookings,
                is_cut=len(bookings) == MAX_RESULTS,
                opens_bookings=may_open_bookings(request.user),
                **feature_results,
            )
        )


def matching_bookings(query: str) -> list[Booking]:
    """Return bookings matching a name, address or number, newest sessions first."""
    if len(query) < MIN_LENGTH:
        return []
    names = ("contact_name", "email", "people__name", "people__email")
    matches = Q(*((f"{name}__icontains", query) for name in names), _connector=Q.OR)
    matches |= like_code(query)
    if "@" in query:
        matches |= email_q("email", query) | email_q("people__email", query)
    number = _digits(to_e164(query)) or _number_in(query)
    if len(number) >= MIN_DIGITS:
        matches |= Q(pk__in=_with_number(number[-SUFFIX_DIGITS:]))
    return list(
        Booking.objects.filter(matches)
        .distinct()
        .select_related("session__page", "regular")
        .prefetch_related("people")
        .order_by("-session__starts_at", "pk")[:MAX_RESULTS]
    )


class OpenBookingView(OpenBookingsMixin, ObjectMixin, View):
    """Redirect to the booking's signed link, to change it for a caller without email.

    That page shows and changes needs, and deletes the booking: so it takes the permissions to do so.
    """

    model = Booking

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        log_needs_access(request.user, [self.object.session_id], NeedsAccess.Kind.BOOKING)
        return redirect("manage", token=manage_token(self.object))

    post = get


def _with_number(digits: str) -> list[int]:
    bookings = Booking.objects.order_by()
    of_contacts = bookings.exclude(phone="").values_list("pk", "phone")
    of_people = bookings.exclude(people__phone="").values_list("pk", "people__phone")
    return [pk for pk, phone in [*of_contacts, *of_people] if digits in _digits(phone)]


def _number_in(query: str) -> str:
    """Return the digits of a part of a phone number, or "" if there are letters."""
    return "" if any(map(str.isalpha, query)) else _digits(query)


def _digits(text: str) -> str:
    """Return all digits of a text, of any script, in ASCII."""
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())
