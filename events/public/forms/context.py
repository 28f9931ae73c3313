"""The context and the base class of the booking forms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q

from events.bookings.capacity import Capacity, capacity_of
from events.models import AccessOption, Booking, Session
from hub.forms.base import SiteForm

ForWhom = Booking.ForWhom
FOR_OTHER = (ForWhom.OTHER, ForWhom.OTHER_AND_ME)
FOR_TWO = (ForWhom.ME_AND_SUPPORTER, ForWhom.OTHER_AND_ME)


@dataclass
class BookingFormContext:
    """The context of a booking form: the session and the answers so far."""

    session: Session
    now: datetime
    so_far: dict[str, Any] = field(default_factory=dict)
    # A booking's existing options stay on offer when no longer in use.
    had_options: frozenset[int] = frozenset()
    # A booking's current way stays valid after it is closed, until another one is chosen.
    previous_mode: str = ""
    # The booking is a regular's: its answers are retained for further invitations.
    is_kept: bool = False
    # Hints are omitted while stored answers are only evaluated.
    is_reading: bool = False

    @classmethod
    def of_booking(
        cls, booking: Booking, now: datetime, *, is_kept: bool = False
    ) -> "BookingFormContext":
        """Return the context, without answers, to show or change a booking. One query."""
        options = booking.people.values_list("needs__option", flat=True)
        return cls(
            booking.session,
            now,
            had_options=frozenset(pk for pk in options if pk),
            previous_mode=booking.attendance_mode,
            is_kept=is_kept,
        )

    @property
    def for_whom(self) -> str:
        return self.so_far.get("for_whom", ForWhom.ME)

    @property
    def for_other(self) -> bool:
        return self.for_whom in FOR_OTHER

    @property
    def second_comes(self) -> bool:
        return self.for_whom in FOR_TWO

    @property
    def mode_is_closed(self) -> bool:
        return self.previous_mode != "" and self.previous_mode not in self.session.attendance_modes

    @property
    def they(self) -> str:
        """Return the name of the person booked for by another person."""
        return self.so_far.get("their_name", "") or "this person"

    @property
    def supporter(self) -> str:
        return self.so_far.get("supporter_name", "") or "the person who supports you"

    @cached_property
    def places(self) -> Capacity:
        return capacity_of(self.session)

    @cached_property
    def options(self) -> list[AccessOption]:
        offered = Q(in_use=True) | Q(pk__in=self.had_options)
        return list(AccessOption.objects.filter(offered))


class StepForm(SiteForm):
    """A page of the booking wizard. Its h1 is `heading`, or else the field `question`."""

    heading = ""
    intro: tuple[str, ...] = ()

    def __init__(self, *args: object, asking: BookingFormContext, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.asking = asking
        self.ask()

    def ask(self) -> None:
        """Adapt the wording and the fields to the answers so far."""

    def offer(self, name: str, choices: Sequence[tuple[object, object]]) -> None:
        """Set the choices of a field."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def page_title(self) -> str:
        return self.heading or str(self.fields[self.question or ""].label)
