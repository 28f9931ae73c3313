"""The view that changes one answer of a booking, with the forms of the wizard."""

import uuid
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
from events.public.forms.form_page import FormPage
from events.public.forms.wizard import CHECK, NEEDS, Stored
from events.public.views.decorators import capability_url
from events.public.views.former_answers import take_former_answers
from events.public.views.manage import can_change, change_url, show
from events.public.views.wizard import QuestionWizard
from events.public.views.wizard_storage import AnswerStorage, new_attempt

EXPIRED_CHANGE = (
    "We keep a change that is not finished for one day, in the browser where you began it. "
    "This one has gone, so we have changed nothing. Please begin again."
)


@method_decorator(capability_url, name="dispatch")
class ChangeBookingWizard(QuestionWizard):
    """A wizard that saves each page at once, unless that leads to another question.

    Then the unsaved answers are those of one attempt, so that two windows do not mix.
    """

    about = "Change your booking"
    is_changing = True
    booking: Booking
    attempt: uuid.UUID

    def dispatch(
        self, request: HttpRequest, *args: object, attempt: uuid.UUID | None = None, **kwargs: str
    ) -> HttpResponse:
        self.token, self.is_continued = kwargs["token"], attempt is not None
        self.booking = booking_for(self.token)
        if self.step == CHECK or not can_change(self.booking, timezone.now()):
            return redirect(self.back_url())
        self.attempt = attempt or new_attempt()
        form = f"change_{self.booking.pk}"
        self.storage = AnswerStorage(request, form=form, attempt=self.attempt, booking=self.booking)
        if not attempt and (former := take_former_answers(request, form)):
            self.storage.prefill(**former)
            query = request.META["QUERY_STRING"]
            return redirect(f"{self.get_step_url(self.step)}?{query}", preserve_request=True)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        if self.is_continued and not self.storage.answers:
            # Alone, this page could be saved as something else than it was part of.
            return show(request, self.token, self.booking, status=409, refused=EXPIRED_CHANGE)
        return super().post(request, **kwargs)

    def make_form_context(self) -> BookingFormContext:
        return BookingFormContext.of_booking(self.booking, timezone.now())

    @property
    def stored(self) -> Stored:
        """Return the booking's answers, overridden by unsaved changes."""
        return {**to_stored_answers(self.booking), **self.storage.answers}

    def get_step_url(self, step: str) -> str:
        """Return the URL, with the key of the attempt once it has unsaved answers."""
        if not self.storage.answers:
            return change_url(self.token, step)
        kwargs = {"token": self.token, "attempt": self.attempt, "step": step}
        return reverse("manage_change", kwargs=kwargs)

    def back_url(self) -> str:
        return reverse("manage", kwargs={"token": self.token})

    def get_context(self, form: FormPage | StepForm) -> dict[str, Any]:
        is_last = self.progress.missing in (None, *self.shown_steps)
        button = "Save my change" if is_last else "Continue"
        return super().get_context(form) | {"button": button}

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
