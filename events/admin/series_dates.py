"""Dates for the series editor: those a form would give, and existing sessions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django import forms
from django.db.models import Count, Q, QuerySet

from events import schedule
from events.models import Booking, SeriesDay, SeriesPage, Session
from events.models.series_form import RepeatFields
from events.recurrence import RepeatError, sentence
from events.schedule import Pattern, Proposal
from hub.dates import format_day, london_date
from hub.forms.dates import DateField

PREVIEW_LENGTH = 12


@dataclass(frozen=True)
class DatePreview:
    """A repeat as a sentence with its next dates, or its problems."""

    sentence: str = ""
    proposals: tuple[Proposal, ...] = ()
    bank_holidays: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def has_end(self) -> bool:
        return len(self.proposals) < PREVIEW_LENGTH


class DayForm(forms.Form):
    kind = forms.ChoiceField(choices=SeriesDay.Kind.choices)
    day = DateField()


def dates_of_form(
    data: Mapping[str, str], now: datetime, *, removed: Collection[date] = ()
) -> DatePreview:
    """Return the dates that the editor's form would give.

    `removed` are days that the rule does not make again: see `schedule.removed_days`.
    """
    form = RepeatFields(data)
    if not form.is_valid():
        problems = [str(error) for errors in form.errors.values() for error in errors]
        return DatePreview(problems=tuple(dict.fromkeys(problems)))
    values = form.cleaned_data
    if not values["start_time"] or not values["end_time"]:
        return DatePreview()
    names = ("first_day", "start_time", "end_time", "skip_bank_holidays")
    pattern = Pattern(rule=form.repeat, **{name: values[name] for name in names}, **_days_in(data))
    return dates_of(pattern, now, removed=removed)


def dates_of_series(series: SeriesPage, now: datetime) -> DatePreview:
    """Return the dates that a saved series gives."""
    pattern = Pattern.of(series) if series else None
    if pattern is None:
        return DatePreview()
    return dates_of(pattern, now, removed=schedule.removed_days(series.pk) if series.pk else ())


def dates_of(pattern: Pattern, now: datetime, *, removed: Collection[date]) -> DatePreview:
    today = london_date(now)
    try:
        # More than PREVIEW_LENGTH: today's may have begun, and some may be removed.
        upcoming = pattern.next_proposals(today, PREVIEW_LENGTH + 1 + len(removed))
        coming = [proposal for proposal in upcoming if proposal.starts_at > now]
        proposals = tuple(proposal for proposal in coming if proposal.day not in removed)[
            :PREVIEW_LENGTH
        ]
        words = sentence(pattern.rule, pattern.start_time, pattern.end_time) if pattern.rule else ""
    except RepeatError as error:
        return DatePreview(problems=(str(error),))
    bank_holidays: dict[date, str] = {}
    if proposals:
        last = max(proposals[-1].day, today + timedelta(days=366))
        bank_holidays = pattern.bank_holidays_left_out(proposals[0].day, last)
    return DatePreview(
        sentence=words,
        proposals=proposals,
        bank_holidays=tuple(f"{format_day(day)} ({name})" for day, name in bank_holidays.items()),
        removed=tuple(proposal.day_words for proposal in coming if proposal.day in removed),
    )


def coming_sessions(series: SeriesPage, now: datetime) -> QuerySet[Session]:
    """Return coming sessions with their number of uncancelled bookings."""
    return (
        Session.objects.filter(series_id=series.pk, ends_at__gt=now)
        .select_related("page")
        .annotate(booked=Count("bookings", filter=~Q(bookings__state=Booking.State.CANCELLED)))
        .order_by("starts_at", "pk")
    )


def _days_in(data: Mapping[str, str]) -> dict[str, frozenset[date]]:
    """Parse Wagtail's inline panel: the days to skip and to add, by the fields of `Pattern`."""
    days: dict[str, set[date]] = {kind: set() for kind in SeriesDay.Kind.values}
    total = data.get("days-TOTAL_FORMS", "")
    for number in range(min(int(total), 200) if total.isdecimal() else 0):
        row = DayForm(data, prefix=f"days-{number}")
        if not data.get(f"days-{number}-DELETE") and row.is_valid():
            days[row.cleaned_data["kind"]].add(row.cleaned_data["day"])
    return {kind: frozenset(days) for kind, days in days.items()}
