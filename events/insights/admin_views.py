"""Views of what we learned, its export, and how many came to a session."""

import csv
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.export import RISKY_STARTS
from events.admin.forms import AdminForm
from events.admin.permissions import ChangeBookingsMixin, SeeBookingsMixin
from events.admin.views import ScreenMixin, ServiceFormView, SessionMixin, session_url
from events.bookings.check_in import count_came
from events.insights import report
from events.insights.counting import people_with_a_place, record_headcount
from events.insights.publication import SMALLEST, Period
from events.models import SessionsPage
from hub.dates import format_date, london_date


class LearnedView(SeeBookingsMixin, ScreenMixin, TemplateView):
    """Tables of one half-year, and of what people asked for over time. Numbers under 5 are hidden."""

    template_name = "events/admin/learned.html"
    page_title = "What we learned"
    header_icon = "view"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        periods = report.closed_periods(self.now)
        wanted = self.request.GET.get("period")
        period = next((each for each in periods if each.key == wanted), None)
        period = period or (periods[0] if periods else None)
        context = {
            "periods": periods,
            "period": period,
            "smallest": SMALLEST,
            "coming": self._coming,
        }
        if period:
            numbers = report.published_numbers(self.now)
            held = report.sessions_in(period)
            free = report.free_times(numbers, period)
            context |= {
                "held": sum(held.values()),
                "over_time": report.needs_over_time(numbers, periods),
                "tables": [
                    report.needs_met(numbers, period),
                    report.needs_felt(numbers, period),
                    report.people_by_time(numbers, period),
                    report.missed(numbers, period),
                ],
                "free_times": free,
                "unused_times": report.unused_times(numbers, period, held),
            }
        return super().get_context_data(**context, **kwargs)

    @cached_property
    def _coming(self) -> dict[str, str]:
        """Return the next period to be shown and from when."""
        period = Period.last_closed(london_date(self.now)).next
        return {"period": str(period), "day": format_date(period.closes_on)}


class ExportView(SeeBookingsMixin, ScreenMixin, View):
    """All published numbers as a CSV file; logged in the history of the sessions page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="what-we-learned.csv"'},
        )
        response.write("\ufeff")  # a byte order mark, which Excel needs
        numbers = report.published_numbers(self.now)
        csv.writer(response).writerows(
            [_escaped(value) for value in row] for row in report.export_rows(numbers)
        )
        if page := SessionsPage.objects.first():
            log(instance=page, action="events.export_learned", user=request.user)
        return response


class HeadcountForm(AdminForm):
    came = forms.IntegerField(
        label="How many people came?",
        help_text="Everyone who was there, in any way. A good guess is fine.",
        min_value=0,
        max_value=10_000,
    )


class HeadcountView(ChangeBookingsMixin, SessionMixin, ServiceFormView):
    """Write down how many came, while numbers of the session can still change."""

    template_name = "events/admin/headcount.html"
    page_title = "How many came?"
    header_icon = "group"
    form_class = HeadcountForm

    def get_initial(self) -> dict[str, Any]:
        """Suggest the number of those who were ticked on the day."""
        return {"came": count_came(self.session.pk) or None}

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(
            can_count=self._can_count, booked=people_with_a_place(self.session), **kwargs
        )

    def save(self, form: HeadcountForm) -> HttpResponse:
        if not self._can_count:
            form.add_error(None, "It is too early or too late to write it down.")
            return self.form_invalid(form)
        record_headcount(session=self.session, came=form.cleaned_data["came"])
        messages.success(self.request, "Thank you. We keep the number.")
        return redirect(session_url(self.session.pk))

    @property
    def _can_count(self) -> bool:
        is_open = Period.of(london_date(self.session.starts_at)) > Period.last_closed(
            london_date(self.now)
        )
        return is_open and self.session.has_started(self.now) and not self.session.is_cancelled


def _escaped(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(RISKY_STARTS) else value
