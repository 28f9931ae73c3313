"""The view that changes one answer of a booking, with the forms of the wizard."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from events.bookings import Attendee, BookingError, booking_for, change
from events.models import Booking
from events.public.forms.booking_data import to_booking_arguments, to_stored_answers
from events.public.forms.context import FOR_TWO, BookingFormContext, StepForm
from events.public.forms.wizard import CHECK, NEEDS, Stored
from events.public.views.decorators import capability_url
from events.public.views.manage import can_change, change_url, show
from events.public.views.wizard import QuestionWizard
from events.public.views.wizard_storage import AnswerStorage


@method_decorator(capability_url, name="dispatch")
class ChangeBookingWizard(QuestionWizard):
    """A wizard that saves each page at once, unless that leads to another question."""

    about = "Change your booking"
    is_changing = True
    booking: Booking

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: str) -> HttpResponse:
        self.token = kwargs["token"]
        self.booking = booking_for(self.token)
        if self.step == CHECK or not can_change(self.booking, timezone.now()):
            return redirect(self.back_url())
        self.storage = AnswerStorage(request, key=f"change_{self.booking.pk}")
        return super().dispatch(request, *args, **kwargs)

    def make_form_context(self) -> BookingFormContext:
        return BookingFormContext.of_booking(self.booking, timezone.now())

    @property
    def stored(self) -> Stored:
        """Return the booking's answers, overridden by unsaved changes."""
        return {**to_stored_answers(self.booking), **self.storage.answers}

    def get_step_url(self, step: str) -> str:
        return change_url(self.token, step)

    def back_url(self) -> str:
        return reverse("manage", kwargs={"token": self.token})

    def get_context(self, form: StepForm) -> dict[str, Any]:
        is_last = self.progress.missing in (None, self.step)
        button = "Save my change" if is_last else "Continue"
        return super().get_context(form) | {"button": button, "is_capability_url": True}

    def finish(self) -> HttpResponse:
        """Save. If there is no place for the change, show why and change nothing."""
        arguments = to_booking_arguments(self.progress.answers)
        arguments["people"] = self._attendees(arguments["people"])
        try:
            change(booking=self.booking, now=timezone.now(), **arguments)
        except BookingError as refusal:
            self.storage.reset()
            booking = booking_for(self.token)
            return show(self.request, self.token, booking, status=409, refused=str(refusal))
        self.storage.reset()
        return redirect(f"{self.back_url()}?done=changed")

    def _attendees(self, people: list[Attendee]) -> list[Attendee]:
        """Keep needs that were not asked again, and people beyond those of the form."""
        attendees = [
            attendee if step in self.storage.answers else replace(attendee, asks=None)
            for step, attendee in zip(NEEDS, people, strict=False)
        ]
        others = list(self.booking.people.all())[2 if self.booking.for_whom in FOR_TWO else 1 :]
        return attendees + [
            Attendee(name=person.name, role=person.role, email=person.email, phone=person.phone)
            for person in others
        ]
