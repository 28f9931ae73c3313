"""The context and the base class of the booking forms."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q

from events.bookings.capacity import Capacity, capacity_of
from events.models import AccessNeed, AccessOption, Booking, Session
from events.models.attendance import AttendanceMode
from events.public.forms.deadlines import late_promise
from hub.forms.base import SiteForm

ForWhom = Booking.ForWhom
FOR_OTHER = (ForWhom.OTHER, ForWhom.OTHER_AND_ME)
FOR_TWO = (ForWhom.ME_AND_SUPPORTER, ForWhom.OTHER_AND_ME)
OWN_WORDS = "In your own words"
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
    # The words beside them, such as a language, of any person of that booking: asked for again.
    previous_words: dict[int, list[str]] = field(default_factory=dict)
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
        options = list(needs.values_list("option", "option_label", "option_hint", "words"))
        previous_words = defaultdict(list)
        for pk, _, _, words in options:
            if words:
                previous_words[pk].append(words)
        return cls(
            booking.session,
            now,
            previous_options={pk: (label, hint) for pk, label, hint, _ in options},
            previous_words=dict(previous_words),
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
    def modes(self) -> list[AttendanceMode]:
        """Return the mode chosen, or all those of the session until one is."""
        way = self.answers.get("way")
        return [AttendanceMode(way)] if way else self.session.attendance_modes

    @property
    def fitting_options(self) -> list[AccessOption]:
        """Return the options for how they join, and those of the booking to change."""
        return [
            option
            for option in self.options
            if option.pk in self.previous_options or any(map(option.fits, self.modes))
        ]

    @property
    def late_promise(self) -> str:
        """Return what we do about what is asked for after its last day."""
        answers = self.answers
        is_mailed = answers.get("person_knows") and answers.get("their_email")
        return late_promise(
            email=answers.get("email", ""),
            texts=bool(answers.get("texts")),
            name=self.their_name if is_mailed else "",
        )

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
            if option.pk in self.previous_words:
                option.which_question = option.which_question or OWN_WORDS
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

    @classmethod
    def sent_names(cls, data: Collection[str]) -> list[str]:
        """Return the names of the fields of this form, of those in what was sent."""
        names = [f"{cls.prefix}-{name}" if cls.prefix else name for name in cls.base_fields]
        return [name for name in names if name in data]

    @property
    def page_title(self) -> str:
        return self.heading or str(self.fields[self.question or ""].label)
