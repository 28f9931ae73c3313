"""The context and the base class of the booking forms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q

from events.bookings.capacity import Capacity, capacity_of
from events.models import AccessNeed, AccessOption, Booking, Session
from hub.forms.base import SiteForm

ForWhom = Booking.ForWhom
FOR_OTHER = (ForWhom.OTHER, ForWhom.OTHER_AND_ME)
FOR_TWO = (ForWhom.ME_AND_SUPPORTER, ForWhom.OTHER_AND_ME)
FULL_HINT = "This is full now. You can join the waiting list."


@dataclass
class BookingFormContext:
    """The context of a booking form: the session and the answers so far."""

    session: Session
    now: datetime
    answers: dict[str, Any] = field(default_factory=dict)
    # Options of the booking to change, with label and hint as they were read: offered even if
    # withdrawn, and in those words even if renamed.
    previous_options: dict[int, tuple[str, str]] = field(default_factory=dict)
    # The mode of the booking to change, valid even if closed, until another is chosen.
    previous_mode: str = ""
    # The booking is a regular's: its answers are retained for further invitations.
    is_retained: bool = False
    # Stored answers are only being evaluated: hints are omitted.
    is_evaluating: bool = False

    @classmethod
    def of_booking(
        cls, booking: Booking, now: datetime, *, is_retained: bool = False
    ) -> "BookingFormContext":
        """Return the context, without answers, to show or change a booking. One query."""
        needs = AccessNeed.objects.filter(person__booking=booking, option__isnull=False)
        options = needs.values_list("option", "option_label", "option_hint")
        return cls(
            booking.session,
            now,
            previous_options={pk: (label, hint) for pk, label, hint in options},
            previous_mode=booking.attendance_mode,
            is_retained=is_retained,
        )

    @property
    def for_whom(self) -> str:
        return self.answers.get("for_whom", ForWhom.ME)

    @property
    def for_other(self) -> bool:
        return self.for_whom in FOR_OTHER

    @property
    def has_second_attendee(self) -> bool:
        return self.for_whom in FOR_TWO

    @property
    def attendee(self) -> str:
        """Return "you", or the name of the person booked for."""
        return self.their_name if self.for_other else "you"

    @property
    def second_attendee(self) -> str:
        if self.for_other:
            return "you"
        return self.answers.get("supporter_name") or "the person who supports you"

    @property
    def others_name(self) -> str:
        """Return the name of the person booked for, or "" if that is the reader."""
        return self.their_name if self.for_other else ""

    @property
    def second_name(self) -> str:
        """Return the name of the second attendee, or "" if that is the reader."""
        return "" if self.for_other else self.second_attendee

    @property
    def can_choose_mode(self) -> bool:
        return len(self.session.attendance_modes) > 1 or self.mode_is_closed

    @property
    def mode_is_closed(self) -> bool:
        return self.previous_mode != "" and self.previous_mode not in self.session.attendance_modes

    @property
    def their_name(self) -> str:
        """Return the name of the person booked for."""
        return self.answers.get("their_name") or "this person"

    @cached_property
    def capacity(self) -> Capacity:
        return capacity_of(self.session)

    @cached_property
    def options(self) -> list[AccessOption]:
        offered = Q(in_use=True) | Q(pk__in=self.previous_options)
        options = list(AccessOption.objects.filter(offered))
        for option in options:
            now = (option.label, option.hint)
            as_read = self.previous_options.get(option.pk, now)
            if as_read != now:
                option.label_for_other = ""
            option.label, option.hint = as_read
        return options


class StepForm(SiteForm):
    """A page of the booking wizard. Its h1 is `heading`, or else the field `question`."""

    heading = ""
    intro: tuple[str, ...] = ()

    def __init__(self, *args: object, context: BookingFormContext, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.context = context
        self.adapt()

    def adapt(self) -> None:
        """Adapt labels and fields to the answers so far."""

    def set_choices(self, name: str, choices: Sequence[tuple[object, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def page_title(self) -> str:
        return self.heading or str(self.fields[self.question or ""].label)
