"""What a question knows when it is asked."""

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


@dataclass
class BookingFormContext:
    """What a form may need to know to ask its question well: the session, and the answers so far."""

    session: Session
    now: datetime
    so_far: dict[str, Any] = field(default_factory=dict)
    # Options that a booking has already are offered again, also when they are no longer in use.
    had_options: frozenset[int] = frozenset()
    # How a booking joins now. It stays so, also when that way has been closed, until they choose another.
    had_way: str = ""
    # We ask this person each time, and keep these answers for that.
    is_kept: bool = False
    # While stored answers are only read, nobody sees the hints beside them.
    is_reading: bool = False

    @property
    def for_whom(self) -> str:
        return self.so_far.get("for_whom", ForWhom.ME)

    @property
    def for_other(self) -> bool:
        return self.for_whom in (ForWhom.OTHER, ForWhom.OTHER_AND_ME)

    @property
    def second_comes(self) -> bool:
        return self.for_whom in (ForWhom.ME_AND_SUPPORTER, ForWhom.OTHER_AND_ME)

    @property
    def way_is_closed(self) -> bool:
        return self.had_way != "" and self.had_way not in self.session.ways

    @property
    def they(self) -> str:
        """The person whom the booking is for, when that is not the one who answers."""
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
    """One page of the booking. `heading` is its h1, unless a field is (`question`)."""

    heading = ""
    intro: tuple[str, ...] = ()

    def __init__(self, *args: object, asking: BookingFormContext, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.asking = asking
        self.ask()

    def ask(self) -> None:
        """Put the question in words that fit the answers so far."""

    def offer(self, name: str, choices: Sequence[tuple[object, object]]) -> None:
        """Put these answers under a question."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def page_title(self) -> str:
        return self.heading or str(self.fields[self.question or ""].label)
