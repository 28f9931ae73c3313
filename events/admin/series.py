"""Views that add dates to a series, preview its repeat and plan a rule change."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.mixins import UserPassesTestMixin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.utils.functional import cached_property
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.permissions import page_permission_policy

from events import schedule
from events.admin.forms import AdminForm, NewSessionForm, NewSessionFormSet, PublishTimeForm
from events.admin.page_guards import CANNOT_SCHEDULE
from events.admin.series_dates import dates_of_form
from events.admin.views import Crumb, ObjectMixin, ScreenMixin, page_item
from events.models import SeriesPage
from events.models.permissions import may_add_sessions
from events.schedule import Choice, RuleChangePlan, UnmatchedSession
from hub.draft_checks import is_incomplete
from hub.forms.fields import ChoiceField

EXTRA_ROWS = 6

ADDED_TO_SITE = "on the site. Next, open each one and say what you will talk about."
ADDED_AS_DRAFTS = "made as drafts. Next, open each one, write about it and publish it."
INCOMPLETE = "The series is not finished. Press “Publish” here, and we show what is missing."


class SeriesMixin(UserPassesTestMixin, ScreenMixin, ObjectMixin):
    """A screen of one series, below the page in the explorer."""

    model = SeriesPage
    context_object_name = "series"

    def test_func(self) -> bool:
        return may_add_sessions(self.request.user, self.object)

    def get_parent_items(self) -> list[Crumb]:
        return [page_item(self.object, "wagtailadmin_explore")]


class ShowDatesView(UserPassesTestMixin, ScreenMixin, View):
    """Show the sentence and next dates of the form as filled in, saving nothing.

    The editor's script requests the fragment alone; without it this is a full page.
    """

    page_title = "The next dates"
    parent_items = []

    def test_func(self) -> bool:
        return page_permission_policy.user_has_permission(self.request.user, "change")

    def get_template_names(self) -> list[str]:
        is_fragment = self.request.headers.get("x-requested-with") == "XMLHttpRequest"
        return ["events/admin/dates_shown.html" if is_fragment else "events/admin/dates_page.html"]

    def post(self, request: HttpRequest) -> HttpResponse:
        series = request.GET.get("series", "")
        is_pk = series.isdecimal() and len(series) < 10
        removed = schedule.removed_days(int(series)) if is_pk else ()
        dates = dates_of_form(request.POST, self.now, removed=removed)
        return self.render_to_response(self.get_context_data(dates=dates))


class AddDatesView(SeriesMixin, FormView):
    """Add one or several dates in one table."""

    template_name = "events/admin/add_dates.html"
    page_title = "Add dates"
    header_icon = "plus"
    form_class = forms.formset_factory(NewSessionForm, formset=NewSessionFormSet, extra=EXTRA_ROWS)
    prefix = "dates"

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = {"start": self.object.start_time, "end": self.object.end_time}
        return {
            **super().get_form_kwargs(),
            "now": self.now,
            "form_kwargs": {"initial": initial, "empty_permitted": True},
        }

    @cached_property
    def show(self) -> PublishTimeForm | None:
        if not self.object.live:
            return None
        return PublishTimeForm(self.request.POST or None, initial={"show": "now"})

    def form_valid(self, form: NewSessionFormSet) -> HttpResponse:
        if self.show and not self.show.is_valid():
            return self.form_invalid(form)
        live = self.show is not None and self.show.cleaned_data["show"] == "now"
        try:
            pages = _add(self.object, form.filled, self.now, live=live)
        except schedule.ScheduleError as error:
            form.non_form_errors().append(str(error))
            return self.form_invalid(form)
        dates = f"{len(pages)} {pluralize(len(pages), 'date is,dates are')}"
        messages.success(self.request, f"{dates} {ADDED_TO_SITE if live else ADDED_AS_DRAFTS}")
        for page in pages:
            log(instance=page, action="wagtail.create", user=self.request.user)
        return redirect("wagtailadmin_explore", self.object.pk)


@transaction.atomic
def _add(series: SeriesPage, rows: list[NewSessionForm], now: datetime, *, live: bool) -> list:
    return [
        schedule.add_session(
            series=series,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            now=now,
            title=row.cleaned_data["title"],
            live=live,
            **{name: row.cleaned_data[name] for name in ("area", "host") if row.cleaned_data[name]},
        )
        for row in rows
    ]


class PlanForm(AdminForm):
    """A form with a question for each date that no longer fits."""

    def __init__(self, *args: object, plan: RuleChangePlan, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.items = {f"date_{item.session.pk}": item for item in plan.leaving}
        for name, item in self.items.items():
            self.fields[name] = ChoiceField(
                label=f"What becomes of {item.session.when_words}?",
                choices=_choices(item),
                initial=_choice_value(item.usual, item),
                missing="Choose what becomes of this date.",
                error_messages={
                    "invalid_choice": "Someone has changed the series since. Choose again."
                },
            )
        self.fields["reason"] = forms.CharField(
            label="If you cancel a date: why?",
            help_text="People read this on the page and in their email.",
            max_length=500,
            required=False,
        )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if Choice.CANCEL in map(data.get, self.items) and not data.get("reason"):
            self.add_error("reason", "Write why you cancel. People will ask.")
        return data

    @property
    def questions(self) -> list[tuple[UnmatchedSession, forms.BoundField]]:
        return [(item, self[name]) for name, item in self.items.items()]

    @property
    def notifies(self) -> bool:
        """Return whether people booked a date that no longer fits."""
        return any(item.bookings for item in self.plan.leaving)

    @property
    def choices(self) -> dict[int, Choice]:
        return {
            item.session.pk: Choice(self.cleaned_data[name].split(" ")[0])
            for name, item in self.items.items()
        }


def _choice_value(choice: Choice, item: UnmatchedSession) -> str:
    """Return "keep", or "move 2027-01-28T10:30:00+00:00": invalid if the target changes."""
    if choice == Choice.MOVE and item.target:
        return f"{choice} {item.target.starts_at.isoformat()}"
    return choice


def _choices(item: UnmatchedSession) -> list[tuple[str, str]]:
    notify = " and tell people" if item.bookings else ""
    labels = {
        Choice.KEEP: "Keep it as it is",
        Choice.MOVE: f"Move it to {item.target and item.target.when_words}{notify}",
        Choice.CANCEL: f"Cancel it{notify}",
        Choice.REMOVE: "Take it away",
    }
    return [(_choice_value(choice, item), labels[choice]) for choice in item.choices]


class PlanView(SeriesMixin, FormView):
    """Show what publishing the latest draft does to the dates; POST publishes."""

    template_name = "events/admin/plan.html"
    page_title = "What happens to the dates"
    form_class = PlanForm

    @cached_property
    def draft(self) -> SeriesPage:
        return self.object.get_latest_revision_as_object()

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.refuse() or super().get(request)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.refuse() or super().post(request)

    def refuse(self) -> HttpResponse | None:
        if self.draft.go_live_at and self.draft.go_live_at > self.now:
            message = CANNOT_SCHEDULE
        elif is_incomplete(self.object):
            message = INCOMPLETE
        else:
            return None
        messages.error(self.request, message)
        return redirect("wagtailadmin_pages:edit", self.object.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        plan = schedule.plan_rule_change(self.draft, self.now)
        return {**super().get_form_kwargs(), "plan": plan}

    def form_valid(self, form: PlanForm) -> HttpResponse:
        try:
            self.publish(form)
        except schedule.ScheduleError as error:
            messages.warning(self.request, str(error))
            return redirect("sessions_admin:plan", self.object.pk)
        messages.success(self.request, "It is done. These are the dates now.")
        return redirect("wagtailadmin_explore", self.object.pk)

    @transaction.atomic
    def publish(self, form: PlanForm) -> None:
        schedule.apply_rule_change(
            series=self.object.get_latest_revision_as_object(),
            choices=form.choices,
            reason=form.cleaned_data["reason"],
            now=self.now,
        )
        # Reload: session pages below it may have been deleted.
        series = SeriesPage.objects.get(pk=self.object.pk)
        revision = series.get_latest_revision() or series.save_revision(user=self.request.user)
        revision.publish(user=self.request.user)
