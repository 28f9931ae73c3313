"""Views that add dates to a series, preview its repeat and plan a rule change."""

from datetime import datetime

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from events import schedule
from events.admin.forms import AdminForm, NewSessionForm, NewSessionFormSet, PublishTimeForm
from events.admin.permissions import require_change_series
from events.admin.series_dates import dates_of_form
from events.admin.views import Crumb, screen
from events.models import SeriesPage
from events.schedule import Choice, RuleChangePlan, UnmatchedSession
from hub.dates import format_time_range
from hub.draft_checks import is_incomplete

ROWS = 6

NOT_LATER = (
    "Not published. New days or times cannot wait for a set time. "
    "Take the time out under “Set schedule”, or come back on that day."
)
NOT_FINISHED = "The series is not finished. Press “Publish” here, and we show what is missing."


def series_breadcrumbs(series: SeriesPage) -> list[Crumb]:
    return [
        {"url": reverse("wagtailadmin_explore", args=[series.pk]), "label": str(series.title)},
    ]


@require_POST
def show_dates(request: HttpRequest) -> HttpResponse:
    """Render the sentence and next dates of the form as filled in, saving nothing.

    The editor's script requests the fragment alone; without it this is a full page.
    """
    series = request.GET.get("series", "")
    gone = schedule.removed_days(int(series)) if series.isdecimal() and len(series) < 10 else ()
    dates = dates_of_form(request.POST, timezone.now(), gone=gone)
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return screen(request, "events/admin/dates_shown.html", title="", crumbs=[], dates=dates)
    return screen(
        request,
        "events/admin/dates_page.html",
        title="The next dates",
        crumbs=[],
        dates=dates,
    )


@require_change_series
def add_dates(request: HttpRequest, series: SeriesPage) -> HttpResponse:
    """Add one or several dates in one table."""
    now = timezone.now()
    rows_class = forms.formset_factory(NewSessionForm, formset=NewSessionFormSet, extra=ROWS)
    usual = {"start": series.start_time, "end": series.end_time}
    rows = rows_class(
        request.POST if request.method == "POST" else None,
        prefix="dates",
        now=now,
        form_kwargs={"initial": usual, "empty_permitted": True},
    )
    show = PublishTimeForm(request.POST or None, initial={"show": "now"}) if series.live else None
    problem = ""
    if request.method == "POST" and rows.is_valid() and (show is None or show.is_valid()):
        if rows.filled:
            live = show is not None and show.cleaned_data["show"] == "now"
            made = _add(series, rows.filled, now, live=live)
            messages.success(request, _added_words(len(made), live=live))
            for page in made:
                log(instance=page, action="wagtail.create", user=request.user)
            return redirect("wagtailadmin_explore", series.pk)
        problem = "Fill in at least one row."
    return screen(
        request,
        "events/admin/add_dates.html",
        title="Add dates",
        crumbs=series_breadcrumbs(series),
        icon="plus",
        series=series,
        rows=rows,
        show=show,
        problem=problem,
    )


@transaction.atomic
def _add(series: SeriesPage, rows: list[NewSessionForm], now: datetime, *, live: bool) -> list:
    made = []
    for row in rows:
        own = {name: row.cleaned_data[name] for name in ("area", "host") if row.cleaned_data[name]}
        made.append(
            schedule.add_session(
                series=series,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                now=now,
                title=row.cleaned_data["title"],
                live=live,
                **own,
            )
        )
    return made


def _added_words(count: int, *, live: bool) -> str:
    dates = "1 date is" if count == 1 else f"{count} dates are"
    if live:
        return f"{dates} on the site. Next, open each one and say what you will talk about."
    return f"{dates} made as drafts. Next, open each one, write about it and publish it."


class PlanForm(AdminForm):
    """A form with a question for each date that no longer fits."""

    def __init__(self, *args: object, plan: RuleChangePlan, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.asked: list[tuple[UnmatchedSession, str]] = []
        for item in plan.leaving:
            name = f"date_{item.session.pk}"
            self.fields[name] = forms.ChoiceField(
                label=f"What becomes of {item.session.when_words}?",
                choices=[
                    (_choice_value(choice, item), _choice_words(choice, item))
                    for choice in item.choices
                ],
                initial=_choice_value(item.usual, item),
                widget=forms.RadioSelect,
                error_messages={
                    "required": "Choose what becomes of this date.",
                    "invalid_choice": "Someone has changed the series since. Choose again.",
                },
            )
            self.asked.append((item, name))
        self.fields["reason"] = forms.CharField(
            label="If you cancel a date: why?",
            help_text="People read this on the page and in their email.",
            max_length=500,
            required=False,
        )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        cancels = Choice.CANCEL in (data.get(name) for _, name in self.asked)
        if cancels and not data.get("reason"):
            self.add_error("reason", "Write why you cancel. People will ask.")
        return data

    @property
    def questions(self) -> list[tuple[UnmatchedSession, forms.BoundField]]:
        return [(item, self[name]) for item, name in self.asked]

    @property
    def choices(self) -> dict[int, Choice]:
        return {
            item.session.pk: Choice(self.cleaned_data[name].split(" ")[0])
            for item, name in self.asked
        }


def _choice_value(choice: Choice, item: UnmatchedSession) -> str:
    """Return "keep", or "move 2027-01-28T10:30:00+00:00": invalid if the target changes."""
    if choice == Choice.MOVE and item.target:
        return f"{choice} {item.target.starts_at.isoformat()}"
    return choice


def _choice_words(choice: Choice, item: UnmatchedSession) -> str:
    tell = " and tell people" if item.bookings else ""
    match choice:
        case Choice.MOVE if item.target:
            when = format_time_range(item.target.starts_at, item.target.ends_at)
            return f"Move it to {when}{tell}"
        case Choice.CANCEL:
            return f"Cancel it{tell}"
        case Choice.REMOVE:
            return "Take it away"
    return "Keep it as it is"


def ask_first(request: HttpRequest, series: SeriesPage) -> HttpResponse | None:
    """Return a redirect if dates no longer fit the latest draft of a series, else None.

    Such dates never change without review. Choices apply at once, so the draft cannot have a
    go-live time: until then the old rule would go on generating dates.
    """
    now = timezone.now()
    draft = series.get_latest_revision_as_object()
    if not schedule.plan_rule_change(draft, now).leaving:
        return None
    if draft.go_live_at and draft.go_live_at > now:
        messages.error(request, NOT_LATER)
        return redirect("wagtailadmin_pages:edit", series.pk)
    messages.warning(request, "Not published yet. First choose what happens to these dates.")
    return redirect("desk:plan", series.pk)


@require_change_series
def plan(request: HttpRequest, series: SeriesPage) -> HttpResponse:
    """Show what publishing the latest draft does to the dates; POST publishes."""
    now = timezone.now()
    draft = series.get_latest_revision_as_object()
    if draft.go_live_at and draft.go_live_at > now:
        messages.error(request, NOT_LATER)
        return redirect("wagtailadmin_pages:edit", series.pk)
    if is_incomplete(series):
        messages.error(request, NOT_FINISHED)
        return redirect("wagtailadmin_pages:edit", series.pk)
    found = schedule.plan_rule_change(draft, now)
    form = PlanForm(request.POST if request.method == "POST" else None, plan=found)
    if request.method == "POST" and form.is_valid():
        try:
            _publish_with_choices(request, series, form, now)
        except schedule.ScheduleError as error:
            messages.warning(request, str(error))
            return redirect("desk:plan", series.pk)
        messages.success(request, "It is done. These are the dates now.")
        return redirect("wagtailadmin_explore", series.pk)
    return screen(
        request,
        "events/admin/plan.html",
        title="What happens to the dates",
        crumbs=series_breadcrumbs(series),
        series=series,
        plan=found,
        form=form,
        told=sum(item.bookings for item in found.leaving),
    )


@transaction.atomic
def _publish_with_choices(
    request: HttpRequest, series: SeriesPage, form: PlanForm, now: datetime
) -> None:
    schedule.apply_rule_change(
        series=series.get_latest_revision_as_object(),
        choices=form.choices,
        reason=form.cleaned_data["reason"],
        now=now,
    )
    # Reload: session pages below it may have been deleted.
    fresh = SeriesPage.objects.get(pk=series.pk)
    revision = fresh.get_latest_revision() or fresh.save_revision(user=request.user)
    revision.publish(user=request.user)
