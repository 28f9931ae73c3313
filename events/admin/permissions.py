"""Who may open an admin view. Wagtail answers a refusal with a message on the admin home."""

from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages

from events.models.permissions import (
    facilitates,
    may_change_bookings,
    may_change_needs,
    may_choose_facilitators,
    may_erase_bookings,
    may_export_bookings,
    may_open_bookings,
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


class OpenBookingsMixin(ChangeBookingsMixin):
    def test_func(self) -> bool:
        return may_open_bookings(self.request.user)


class EraseBookingsMixin(ChangeBookingsMixin):
    def test_func(self) -> bool:
        return may_erase_bookings(self.request.user)


class ExportMixin(UserPassesTestMixin):
    def test_func(self) -> bool:
        return may_export_bookings(self.request.user)


class ChooseFacilitatorsMixin(UserPassesTestMixin):
    def test_func(self) -> bool:
        return may_choose_facilitators(self.request.user)


class DayMixin(UserPassesTestMixin):
    """A screen of one session for those who run it, and for those who see all bookings."""

    def test_func(self) -> bool:
        return may_see_bookings(self.request.user) or self.facilitates

    @cached_property
    def facilitates(self) -> bool:
        return facilitates(self.request.user, self.session)

    @cached_property
    def sees_shared_needs(self) -> bool:
        """Return whether to show the needs of those who agreed that whoever runs it knows them."""
        return may_see_needs(self.request.user) or self.facilitates

    @property
    def exports_names(self) -> bool:
        """Return whether to hand out a list with names, of a session whose day they may see."""
        return self.request.user.has_perm("events.export_booking") and DayMixin.test_func(self)

    def get_parent_items(self) -> list[dict[str, str]]:
        """Return the breadcrumbs above it: for a facilitator there is no screen above."""
        return super().get_parent_items() if may_see_bookings(self.request.user) else []


class ExportNamesMixin(DayMixin):
    def test_func(self) -> bool:
        return self.exports_names


class RunDayMixin(DayMixin):
    """What changes something on the day."""

    def test_func(self) -> bool:
        return may_change_bookings(self.request.user) or self.facilitates
