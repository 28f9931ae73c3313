"""Base classes of the sessions admin: Wagtail's header and breadcrumbs, an object, a form."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from events.admin.permissions import ChangeBookingsMixin
from events.bookings import BookingError
from events.models import Booking, Session
from events.schedule import ScheduleError

Crumb = dict[str, str]


class ScreenMixin(WagtailAdminTemplateMixin):
    """A screen below the list of sessions."""

    header_icon = "calendar-alt"
    parent_items: list[Crumb] = [
        {"url": reverse_lazy("sessions_admin:coming"), "label": "Sessions"}
    ]

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    def get_parent_items(self) -> list[Crumb]:
        return self.parent_items

    def get_breadcrumbs_items(self) -> list[Crumb]:
        current = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, *self.get_parent_items(), current]


class ObjectMixin(SingleObjectMixin):
    """The object of the URL, in templates under the name of its model.

    Fetched on first use: the permission comes first, and a missing object is a 404 in `dispatch`.
    """

    @cached_property
    def object(self) -> Model:
        return self.get_object()


class SessionMixin(ScreenMixin, ObjectMixin):
    """A screen below that of one session, of the object itself or of what belongs to it."""

    queryset = Session.objects.select_related("page", "series")

    @property
    def session(self) -> Session:
        return getattr(self.object, "session", self.object)

    def get_parent_items(self) -> list[Crumb]:
        item = {"url": session_url(self.session.pk), "label": str(self.session.page.title)}
        return [*self.parent_items, item]


class ServiceFormView(FormView):
    """A form for a service, called in `save`. The service's errors become errors of the form."""

    error_messages: dict[str, str] = {}  # other words for some codes of BookingError

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return self.save(form)
        except ValidationError as error:
            form.add_error(None, error)
        except BookingError as error:
            form.add_error(None, self.error_messages.get(error.code, str(error)))
        except ScheduleError as error:
            form.add_error(None, str(error))
        return self.form_invalid(form)


class ActionView(ChangeBookingsMixin, ObjectMixin, View):
    """A button's POST. A login in between turns it into a GET: ask to press the button again."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        messages.warning(
            request, "Nothing has changed yet. Go back and press the button once more."
        )
        return redirect("sessions_admin:coming")


def page_item(page: Page, view_name: str) -> Crumb:
    """Return the breadcrumb of a page, for a user from the page editor."""
    return {"url": reverse(view_name, args=[page.pk]), "label": str(page.title)}


def session_url(pk: int, fragment: str = "") -> str:
    """Return the URL of a session's screen; `need-7` or `booking-7` leads to the page with it."""
    url = reverse("sessions_admin:session", args=[pk])
    kind, _, row = fragment.partition("-")
    query = f"?{kind}={row}" if row else ""
    return f"{url}{query}#{fragment}" if fragment else url


def booking_url(booking: Booking) -> str:
    return session_url(booking.session_id, f"booking-{booking.pk}")
