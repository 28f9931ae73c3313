"""The screen on which organisers write down where letters go."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from events.admin.forms import AdminForm, LinesField
from events.admin.permissions import ChangeBookingsMixin
from events.admin.views import ServiceFormView, SessionMixin, booking_url
from events.bookings.change import set_postal_address
from events.models import Booking
from hub.forms.clean import address_lines

LETTER_SENT = "We have kept the address. A letter with the booking goes out in the next minutes."
KEPT = "We have kept that."


class AddressForm(AdminForm):
    without_optional_mark = ("postal_address",)
    postal_address = LinesField(
        label="Address for letters",
        help_text="Street, town and postcode, a line for each. Empty: we post no letters.",
        max_length=300,
        required=False,
    )

    def clean_postal_address(self) -> str:
        return address_lines(self.cleaned_data["postal_address"])


class AddressView(ChangeBookingsMixin, SessionMixin, ServiceFormView):
    """Write down where letters about a booking go, or end them."""

    template_name = "events/admin/postal_address.html"
    page_title = "Letters by post"
    header_icon = "mail"
    queryset = Booking.objects.select_related("session__page")
    context_object_name = "booking"
    form_class = AddressForm

    def get_initial(self) -> dict[str, Any]:
        return {"postal_address": self.object.postal_address}

    def save(self, form: AddressForm) -> HttpResponse:
        address, before = form.cleaned_data["postal_address"], self.object.postal_address
        booking = set_postal_address(booking=self.object, address=address, now=self.now)
        is_posted = address != before and booking.gets_letters and booking.state == "booked"
        messages.success(self.request, LETTER_SENT if is_posted else KEPT)
        return redirect(booking_url(booking))
