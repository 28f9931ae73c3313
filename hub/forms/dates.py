"""Date and time fields that accept typed formats."""

from datetime import date, time
from typing import Any

from django import forms

from hub.forms.fields import MissingMessageMixin

# Browser formats first, then typed ones.
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
IN_WORDS = {"MIDNIGHT": "00:00", "12MIDNIGHT": "00:00", "24:00": "00:00", "24.00": "00:00"}
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p"]

YEARS = range(2000, 2100)  # some date pickers turn "27" into the year 27


class DateInput(forms.DateInput):
    """The native date picker: it works with the keyboard and without JavaScript."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The native time picker."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"step": "60", **(attrs or {})}, format="%H:%M")


class DateField(MissingMessageMixin, forms.DateField):
    widget = DateInput
    input_formats = DAY_FORMATS
    messages = {
        "required": "Choose a day.",
        "invalid": "Write the day with numbers, like 27/1/2027.",
    }

    def to_python(self, value: object) -> date | None:
        day = super().to_python(value.strip() if isinstance(value, str) else value)
        if day and day.year not in YEARS:
            raise forms.ValidationError("Check the year.", code="year")
        return day


class TimeField(MissingMessageMixin, forms.TimeField):
    widget = TimeInput
    input_formats = TIME_FORMATS
    messages = {"required": "Choose a time.", "invalid": "Write the time like 10:30 or 2pm."}

    def to_python(self, value: object) -> time | None:
        # Accept "10.30 am" and "10:30AM" alike.
        if isinstance(value, str):
            value = value.replace(" ", "").upper()
            value = IN_WORDS.get(value, value)
        return super().to_python(value)
