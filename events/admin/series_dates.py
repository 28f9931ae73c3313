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

SHOWN = 12


@dataclass(frozen=True)
class Dates:
    """A repeat as a sentence with its next dates, or its problems."""

    sentence: str = ""
    proposals: tuple[Proposal, ...] = ()
    left_out: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def has_end(self) -> bool:
        return len(self.proposals) < SHOWN


class DayForm(forms.Form):
    kind = forms.ChoiceField(choices=SeriesDay.Kind.choices)
    day = DateField()


def dates_of_form(data: Mapping[str, str], now: datetime, *, gone: Collection[date] = ()) -> Dates:
    """Return the dates that the editor's form would give.

    `gone` are days that the rule does not make again: see `schedule.removed_days`.
    """
    form = RepeatFields(data)
    if not form.is_valid():
        problems = [str(error) for errors in form.errors.values() for error in errors]
        return Dates(problems=tuple(dict.fromkeys(problems)))
    answers = form.cleaned_data
    if not answers["start_time"] or not answers["end_time"]:
        return Dates()
    skip, also = _days_in(data)
    return dates_of(
        Pattern(
            rule=form.repeat,
            first_day=answers["first_day"],
            start_time=answers["start_time"],
            end_time=answers["end_time"],
            skip_bank_holidays=answers["skip_bank_holidays"],
            skip=skip,
            also=also,
        ),
        now,
        gone=gone,
    )


def shown_dates(series: SeriesPage, now: datetime) -> Dates:
    """Return the dates that a saved series gives."""
    pattern = Pattern.of(series) if series else None
    if pattern is None:
        return Dates()
    return dates_of(pattern, now, gone=schedule.removed_days(series.pk) if series.pk else ())


def dates_of(pattern: Pattern, now: datetime, *, gone: Collection[date]) -> Dates:
    today = london_date(now)
    try:
        # More than SHOWN: today's may have begun, and some may be removed.
        found = pattern.next_proposals(today, SHOWN + 1 + len(gone))
        coming = [each for each in found if each.starts_at > now]
        proposals = tuple(each for each in coming if each.day not in gone)[:SHOWN]
        words = sentence(pattern.rule, pattern.start_time, pattern.end_time) if pattern.rule else ""
    except RepeatError as error:
        return Dates(problems=(str(error),))
    left_out: dict[date, str] = {}
    if proposals:
        last = max(proposals[-1].day, today + timedelta(days=366))
        left_out = pattern.bank_holidays_left_out(proposals[0].day, last)
    return Dates(
        sentence=words,
        proposals=proposals,
        left_out=tuple(f"{format_day(day)} ({name})" for day, name in left_out.items()),
        gone=tuple(each.day_words for each in coming if each.day in gone),
    )


def made_dates(series: SeriesPage, now: datetime) -> QuerySet[Session]:
    """Return coming sessions with their number of uncancelled bookings."""
    return (
        Session.objects.filter(series_id=series.pk, ends_at__gt=now)
        .select_related("page")
        .annotate(booked=Count("bookings", filter=~Q(bookings__state=Booking.State.CANCELLED)))
        .order_by("starts_at", "pk")
    )


def _days_in(data: Mapping[str, str]) -> tuple[frozenset[date], frozenset[date]]:
    """Parse the days to skip and to add from Wagtail's inline panel."""
    found: dict[str, set[date]] = {kind: set() for kind in SeriesDay.Kind.values}
    total = data.get("days-TOTAL_FORMS", "")
    for number in range(min(int(total), 200) if total.isdecimal() else 0):
        row = DayForm(data, prefix=f"days-{number}")
        if not data.get(f"days-{number}-DELETE") and row.is_valid():
            found[row.cleaned_data["kind"]].add(row.cleaned_data["day"])
    return frozenset(found[SeriesDay.Kind.SKIP]), frozenset(found[SeriesDay.Kind.ALSO])
