"""When people could come. Asked of those who want to say, and kept as numbers only."""

from typing import Any

from django import forms
from django.http import QueryDict

from events.bookings.planning import Availability
from events.models.availability import NoticePeriod, TimeOfDay, Weekday
from hub.forms.base import SiteForm
from hub.forms.fields import ChoiceField, MultipleChoiceField

FIELDS = ("weekdays", "times_of_day", "notice")


class AvailabilityForm(SiteForm):
    """The three questions, to be part of another form."""

    weekdays = MultipleChoiceField(choices=Weekday.choices, required=False)
    times_of_day = MultipleChoiceField(choices=TimeOfDay.choices, required=False)
    notice = ChoiceField(choices=NoticePeriod.choices, required=False)

    def ask_availability_of(self, who: str) -> None:
        """Word the questions for "you", or for someone else of this name."""
        must = "must you" if who == "you" else f"must {who}"
        self.fields["weekdays"].label = f"Which days suit {who}?"
        self.fields["times_of_day"].label = f"What time of day suits {who}?"
        self.fields["notice"].label = f"How long before a session {must} know of it?"

    def sent_availability(self, data: QueryDict) -> dict[str, Any]:
        """Return what was ticked, as initial values of the same form shown again."""
        return {
            name: self.fields[name].widget.value_from_datadict(data, {}, self.add_prefix(name))
            for name in FIELDS
        }

    @property
    def availability_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FIELDS]

    @property
    def says_availability(self) -> bool:
        return any(field.value() for field in self.availability_fields)

    @property
    def availability(self) -> Availability:
        data = self.cleaned_data
        return Availability(
            weekdays=[int(day) for day in data["weekdays"]],
            times=data["times_of_day"],
            notice=data["notice"],
        )
