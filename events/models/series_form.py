"""The editor form of a series: its recurrence in plain words, from a day, at a time.

The form writes the stored rule; editors never see a rule.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

from events.recurrence import (
    MonthDay,
    NthWeekday,
    Recurrence,
    Repeat,
    RepeatError,
    Weekdays,
    is_end_of,
)
from hub.dates import WEEKDAYS
from hub.forms.dates import DateField, TimeField
from hub.forms.error_messages import set_error_messages
from hub.models.pages import BasePageForm

ORDINALS = [(1, "first"), (2, "second"), (3, "third"), (4, "fourth"), (5, "fifth"), (-1, "last")]
DAYS = list(enumerate(WEEKDAYS))
MONTH_DAYS = [*((number, str(number)) for number in range(1, 32)), (-1, "the last day")]

MIDNIGHT = "Does it end at midnight? Put 00:00, which is 12am."
DUPLICATE_DAY = "This day is in the list twice. Keep one of them."

# Initial values of a new series.
INITIAL: dict[str, Any] = {
    "repeats": "month",
    "every": 1,
    "on": "nth",
    "nth": 4,
    "weekday": 2,
    "month_day": 1,
    "ending": "never",
}


class RepeatFields(forms.Form):
    """Fields of a recurrence. `is_valid` sets `repeat`: None for dates added by hand."""

    repeats = forms.ChoiceField(
        label="Do these sessions repeat?",
        choices=[
            ("month", "Yes, by the month"),
            ("week", "Yes, by the week"),
            ("none", "No. We add each date ourselves"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    every = forms.IntegerField(
        # The unit follows the input, so that the visible text reads as one sentence.
        label=mark_safe('Every <span class="w-sr-only">how many months or weeks?</span>'),
        widget=forms.NumberInput(attrs={"min": "1", "max": "52"}),
        required=False,
        error_messages={"invalid": "Write a number, such as 1 or 2."},
    )
    on = forms.ChoiceField(
        label="Which day of the month?",
        choices=[
            ("nth", "A day of the week, such as the fourth Wednesday"),
            ("day", "A date, such as the 15th"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    nth = forms.TypedChoiceField(label="On the", choices=ORDINALS, coerce=int, required=False)
    weekday = forms.TypedChoiceField(label="Weekday", choices=DAYS, coerce=int, required=False)
    month_day = forms.TypedChoiceField(
        label="On day", choices=MONTH_DAYS, coerce=int, required=False
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="Which days of the week?",
        choices=DAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    first_day = DateField(
        label="From",
        help_text="The first session is on this day or soon after.",
        required=False,
    )
    start_time = TimeField(label="Starts at", required=False)
    end_time = TimeField(label="Ends at", help_text=MIDNIGHT, required=False)
    ending = forms.ChoiceField(
        label="Until when?",
        choices=[
            ("never", "No end. We make the dates a year ahead"),
            ("until", "Until a day"),
            ("count", "For a number of times"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    until = DateField(label="Last day", required=False)
    count = forms.IntegerField(
        label="How many times?",
        widget=forms.NumberInput(attrs={"min": "1", "max": "500"}),
        required=False,
        error_messages={"invalid": "Write a number, such as 6."},
    )
    skip_bank_holidays = forms.BooleanField(
        label="Leave out bank holidays in England and Wales", required=False
    )

    repeat: Repeat | None = None
    is_incomplete = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in RepeatFields.base_fields:
            set_error_messages(self.fields[name])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.repeat = None
        self.is_incomplete = False
        self._require("repeats", "Say if these sessions repeat.")
        self._clean_times()
        if data.get("repeats") in ("month", "week"):
            self._clean_repeat()
        return data

    def _clean_times(self) -> None:
        start, end = self.cleaned_data.get("start_time"), self.cleaned_data.get("end_time")
        if start and end and not is_end_of(start, end):
            self.add_error("end_time", "The end must be after the start.")
        elif start or end or self.cleaned_data.get("repeats") in ("month", "week"):
            self._require("start_time", "Say when it starts.")
            self._require("end_time", "Say when it ends.")

    def _clean_repeat(self) -> None:
        self._require("first_day", "Say which day it starts from.")
        try:
            on = self._on()
            every = self._require("every", "Write a number, such as 1 or 2.")
            until, count = self._ending()
            if on is None or every is None or self.is_incomplete:
                return
            self.repeat = Repeat(on=on, every=every, until=until, count=count)
        except RepeatError as error:
            self.add_error(error.field if error.field in self.fields else None, str(error))

    def _on(self) -> NthWeekday | MonthDay | Weekdays | None:
        data = self.cleaned_data
        if data["repeats"] == "week":
            days = self._require("weekdays", "Choose at least one day of the week.")
            return Weekdays(tuple(days)) if days else None
        match self._require("on", "Choose which day of the month."):
            case "nth":
                nth = self._require("nth", "Choose first, second, third, fourth, fifth or last.")
                weekday = self._require("weekday", "Choose a day of the week.")
                missing = nth is None or weekday is None
                return None if missing else NthWeekday(nth, weekday)
            case "day":
                day = self._require("month_day", "Choose a day of the month.")
                return None if day is None else MonthDay(day)
        return None

    def _ending(self) -> tuple[date | None, int | None]:
        match self._require("ending", "Say how long it goes on."):
            case "until":
                until = self._require("until", "Choose the last day.")
                first = self.cleaned_data.get("first_day")
                if until and first and until < first:
                    raise RepeatError("until", "The last day is before the first day.")
                return until, None
            case "count":
                return None, self._require("count", "Write how many times.")
        return None, None

    def _require(self, name: str, missing: str) -> Any:  # noqa: ANN401 - as each field gives it
        """Return the value or None. A missing value is an error, except in a draft."""
        value = self.cleaned_data.get(name)
        if value not in (None, "", []):
            return value
        if name not in self.errors:
            self.is_incomplete = True
            if not getattr(self, "is_deferred_validation", False):  # set by Wagtail
                self.add_error(name, missing)
        return None


def initial_from_rule(rule: Recurrence | None) -> dict[str, Any]:
    """Return initial values for a stored rule, with `repeats` empty if inexpressible."""
    if not rule:
        return {**INITIAL, "repeats": "none"}
    try:
        repeat = Repeat.from_rule(rule)
    except RepeatError:
        return {**INITIAL, "repeats": ""}
    initial = {**INITIAL, "repeats": repeat.unit, "every": repeat.every}
    match repeat.on:
        case NthWeekday(nth, weekday):
            initial |= {"on": "nth", "nth": nth, "weekday": weekday}
        case MonthDay(day):
            initial |= {"on": "day", "month_day": day}
        case Weekdays(days):
            initial |= {"weekdays": list(days)}
    if repeat.until:
        initial |= {"ending": "until", "until": repeat.until}
    if repeat.count:
        initial |= {"ending": "count", "count": repeat.count}
    return initial


class SeriesForm(RepeatFields, BasePageForm):
    """The page editor's form of a series. `RepeatFields` write `SeriesPage.rule`."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        instance = kwargs.get("instance")
        is_new = instance is None or instance.pk is None
        initial = INITIAL if is_new else initial_from_rule(instance.rule)
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if days := self.formsets.get("days"):
            days.get_form_error = lambda: DUPLICATE_DAY
            days.get_unique_error_message = lambda unique_check: DUPLICATE_DAY

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or self.is_incomplete:
            return  # keep the stored rule until the form is complete
        self.instance.rule = (
            self.repeat.to_rule() if self.repeat else Recurrence(include_dtstart=False)
        )
