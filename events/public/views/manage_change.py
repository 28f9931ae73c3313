"""The view that changes one answer of a booking, with the forms of the wizard."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from events.bookings import Attendee, BookingError, booking_for, change
from events.models import Booking, Person
from events.public.forms.booking_data import to_booking_arguments, to_stored_answers
from events.public.forms.context import BookingFormContext, StepForm
from events.public.forms.wizard import CHECK, Stored
from events.public.views.decorators import capability_url
from events.public.views.manage import change_url, had_options, show
from events.public.views.wizard import QuestionWizard


@method_decorator(capability_url, name="dispatch")
class ChangeBookingWizard(QuestionWizard):
    """A wizard that saves each page at once, unless it raises another question."""

    about = "Change your booking"
    booking: Booking

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: str) -> HttpResponse:
        self.token = kwargs["token"]
        self.booking = booking_for(self.token)
        session, now = self.booking.session, timezone.now()
        is_closed = session.is_cancelled or session.has_started(now)
        if is_closed or self.booking.state == Booking.State.CANCELLED or kwargs["step"] == CHECK:
            return redirect(self.overview_url())
        return super().dispatch(request, *args, **kwargs)

    def get_prefix(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return f"change_{self.booking.pk}"

    def make_asking(self) -> BookingFormContext:
        made = self.booking
        return BookingFormContext(
            made.session, timezone.now(), had_options=had_options(made), had_way=made.way
        )

    @property
    def stored(self) -> Stored:
        """Return the booking's answers, overridden by unsaved changes."""
        return {**to_stored_answers(self.booking), **self.storage.stored}

    def _is_lost(self, step: str) -> bool:
        return False  # the booking itself has all answers

    @property
    def is_changing(self) -> bool:
        return True

    def get_step_url(self, step: str) -> str:
        return change_url(self.token, step)

    def overview_url(self) -> str:
        return reverse("manage", kwargs={"token": self.token})

    def get_context_data(self, form: StepForm, **kwargs: object) -> dict[str, Any]:
        is_last = self.walked.missing in (None, self.storage.current_step)
        context = {"button": "Save my change" if is_last else "Continue", "has_secret": True}
        return super().get_context_data(form, **{**context, **kwargs})

    def all_answered(self) -> HttpResponse:
        """Save. If there is no place for the change, show why and change nothing."""
        answers = to_booking_arguments(self.walked.so_far)
        answers["people"] = self._people(answers["people"])
        try:
            change(booking=self.booking, now=timezone.now(), **answers)
        except BookingError as refusal:
            self.storage.reset()
            fresh = booking_for(self.token)
            return show(self.request, self.token, fresh, status=409, refused=str(refusal))
        self.storage.reset()
        return redirect(f"{self.overview_url()}?done=changed")

    def _people(self, people: list[Attendee]) -> list[Attendee]:
        """Keep needs that were not asked again, and people beyond those of the form."""
        asked_again = self.storage.stored
        steps = ("needs", "their-needs")
        kept = [
            comer if index >= len(steps) or steps[index] in asked_again else _without_asks(comer)
            for index, comer in enumerate(people)
        ]
        second_comes = BookingFormContext(
            self.booking.session, timezone.now(), {"for_whom": self.booking.for_whom}
        ).second_comes
        others = list(self.booking.people.all())[2 if second_comes else 1 :]
        return kept + [_as_comer(person) for person in others]


def _without_asks(comer: Attendee) -> Attendee:
    return Attendee(name=comer.name, role=comer.role, email=comer.email, phone=comer.phone)


def _as_comer(person: Person) -> Attendee:
    return Attendee(name=person.name, role=person.role, email=person.email, phone=person.phone)
