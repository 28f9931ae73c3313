"""Who may open an admin view. Wagtail answers a refusal with a message on the admin home."""

from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from events.models.permissions import (
    may_change_bookings,
    may_change_needs,
    may_see_bookings,
    may_see_needs,
)

GONE = "This is not here any more. They may have changed or deleted it themselves."


class SeeBookingsMixin(UserPassesTestMixin):
    def test_func(self) -> bool:
        return may_see_bookings(self.request.user)


class SeeNeedsMixin(UserPassesTestMixin):
    def test_func(self) -> bool:
        return may_see_needs(self.request.user)


class ChangeBookingsMixin(UserPassesTestMixin):
    """Warn on 404: contacts may delete their bookings any time."""

    def test_func(self) -> bool:
        return may_change_bookings(self.request.user)

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            messages.warning(request, GONE)
            return redirect("sessions_admin:coming")


class ChangeNeedsMixin(ChangeBookingsMixin):
    def test_func(self) -> bool:
        return may_change_needs(self.request.user)
