"""Views for booking a session."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import BookingError, book, manage_token
from events.bookings.people import places_needed
from events.bookings.planning import count_availability
from events.models import Booking, Session
from events.public.answer_summary import Row, rows_of
from events.public.forms.booking_data import to_booking_arguments
from events.public.forms.context import BookingFormContext, StepForm
from events.public.forms.form_page import FormPage
from events.public.forms.questions import CheckForm
from events.public.forms.wizard import CHECK, START
from events.public.views.decorators import capability_url, private
from events.public.views.former_answers import take_former_answers
from events.public.views.session_lookup import closed_response, session_kwargs, with_session
from events.public.views.shown import digest_of
from events.public.views.wizard import CHANGING, QuestionWizard
from events.public.views.wizard_storage import AnswerStorage, delete_unfinished_answers, new_attempt
from hub.rate_limit import is_rate_limited

# High, as people share an IP address in a library; a script that books for strangers is stopped.
MAX_PER_CLIENT = 60  # an hour


@require_safe
@private
@with_session
def start(request: HttpRequest, session: Session) -> HttpResponse:
    """Redirect to the first page of a new attempt. Create no row and no cookie."""
    if response := closed_response(request, session):
        return response
    return redirect(step_url(session, new_attempt(), START))


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
@with_session
def begin(request: HttpRequest, session: Session, step: str) -> HttpResponse:
    """Redirect to the same step of a new attempt, with its answers from before attempts had keys.

    With 307 a form that was open then is sent again, so that nothing is lost.
    """
    if response := closed_response(request, session):
        return response
    attempt = new_attempt()
    if former := take_former_answers(request, f"booking_{session.pk}"):
        answer_storage(request, session, attempt).prefill(**former)
    query = request.META["QUERY_STRING"]
    url = step_url(session, attempt, step)
    return redirect(f"{url}?{query}" if query else url, preserve_request=True)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
@with_session
def forget(
    request: HttpRequest, session: Session, attempt: uuid.UUID | None = None
) -> HttpResponse:
    """Delete the unfinished answers, whatever the state of the session. GET deletes nothing.

    Those of other attempts in this browser too: the next person at a shared computer finds none.
    """
    if request.method != "POST":
        return redirect("book_start", **session_kwargs(session))
    if attempt:
        answer_storage(request, session, attempt).reset()
    delete_unfinished_answers(request)
    return redirect("book_forgotten", **session_kwargs(session))


@require_safe
@private
@with_session
def forgotten(request: HttpRequest, session: Session) -> HttpResponse:
    return render(request, "events/book/forgotten.html", {"session": session, "crumbs": []})


def answer_storage(
    request: HttpRequest, session: Session, attempt: uuid.UUID, *, repeats: Booking | None = None
) -> AnswerStorage:
    """Return the unfinished answers of an attempt to book a session."""
    form = f"booking {session.pk}"
    return AnswerStorage(request, form=form, attempt=attempt, booking=repeats, session=session)


def step_url(session: Session, attempt: uuid.UUID, step: str) -> str:
    kwargs = {**session_kwargs(session), "attempt": attempt, "step": step}
    return reverse("book", kwargs=kwargs)


@method_decorator([capability_url, with_session], name="dispatch")
class BookingWizard(QuestionWizard):
    """The booking wizard of a session. Each attempt has a key of its own in the URL."""

    about = "Book a place"
    session: Session
    attempt: uuid.UUID

    def dispatch(
        self, request: HttpRequest, session: Session, attempt: uuid.UUID, **kwargs: str
    ) -> HttpResponse:
        self.session, self.attempt = session, attempt
        self.storage = answer_storage(request, session, attempt)
        if response := self._booked_response():
            return response
        return closed_response(request, session) or super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        if self.step != CHECK:
            return super().get(request, **kwargs)
        return self.unreachable_redirect() or self.render(self.get_check_form())

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        if self.step != CHECK:
            return super().post(request, **kwargs)
        if response := self.unreachable_redirect():
            return response
        form = self.get_check_form(request.POST)
        if form["shown"].value() != self._shown():
            return self.render(self.get_check_form(), status=409, has_changed=True)
        return self._book(form) if form.is_valid() else self.render(form)

    def make_form_context(self) -> BookingFormContext:
        return BookingFormContext(self.session, timezone.now())

    def get_step_url(self, step: str) -> str:
        return step_url(self.session, self.attempt, step)

    @property
    def is_changing(self) -> bool:
        return CHANGING in self.request.GET.urlencode()

    @property
    def keeps_on_back(self) -> bool:
        return not self.is_changing or self.progress.missing is not None

    def leave(self) -> HttpResponse:
        return redirect(self._later_url())

    def _later_url(self) -> str:
        kwargs = {**session_kwargs(self.session), "attempt": self.attempt}
        return reverse("form_link_ask", kwargs=kwargs)

    def finish(self) -> HttpResponse:
        return redirect(self.get_step_url(CHECK))

    def back_url(self) -> str:
        if self.is_changing and self.progress.missing is None:
            return self.get_step_url(CHECK)
        before = self.progress.page_before(self.step)
        return self.get_step_url(before) if before else self.session.page.get_url(self.request)

    def get_check_form(self, data: QueryDict | None = None) -> CheckForm:
        form = CheckForm(data, context=self.progress.context)
        if data is None:
            would_wait = "" if self._has_place() else "yes"
            form.initial = {"shown": self._shown(), "would_wait": would_wait}
            if self.request.method == "POST":  # shown again
                form.initial |= form.sent_availability(self.request.POST)
        return form

    def get_page_title(self) -> str:
        is_full = self.progress.context.capacity.all_left == 0
        if self.step == START and is_full:
            return "Join the waiting list"
        return super().get_page_title()

    def get_context(self, form: FormPage | StepForm) -> dict[str, Any]:
        context = super().get_context(form)
        context["forget_url"] = reverse(
            "book_forget", kwargs={**session_kwargs(self.session), "attempt": self.attempt}
        )
        if self.step == START:
            context |= self._start_context()
        return context | self._check_context() if self.step == CHECK else context

    def _start_context(self) -> dict[str, Any]:
        session = self.session
        return {
            "is_start": True,
            "carry_on_url": reverse("book_carry_on", kwargs=session_kwargs(session)),
            "is_full": self.progress.context.capacity.all_left == 0,
            "unfinished": None if self.stored else self.storage.others().first(),
            "social_title": f"Book a place: {session.page.title}",
            "social_description": f"{session.when_words}. {session.attendance_modes_text}. No account needed.",
        }

    def _check_context(self) -> dict[str, Any]:
        has_place = self._has_place()
        form_context, answers = self.progress.context, self.progress.answers
        phone = answers.get("phone") or answers.get("talk_phone", "")
        return {
            "rows": self._rows(),
            "later_url": self._later_url(),
            "has_place": has_place,
            "is_full": form_context.capacity.left(answers["way"]) == 0,
            "button": "Book my place" if has_place else "Join the waiting list",
            "gets_texts": answers.get("texts", False),
            "phone_to_ring": phone if not (answers["email"] or answers.get("their_email")) else "",
        }

    def _rows(self) -> list[Row]:
        return rows_of(self.progress.context, lambda step: f"{self.get_step_url(step)}?{CHANGING}")

    def _shown(self) -> str:
        """Return the code of what "check your answers" shows: each answer, and the session."""
        rows = [(row.question, row.answer, *row.answers) for row in self._rows()]
        session = self.session
        return digest_of(rows, session.page.title, session.when_words, session.venue)

    def _has_place(self) -> bool:
        answers = self.progress.answers
        needed = places_needed(self.session, to_booking_arguments(answers)["people"])
        return self.progress.context.capacity.fits(answers["way"], needed)

    def _book(self, form: CheckForm) -> HttpResponse:
        """Book. If the last place has gone meanwhile, keep the answers and ask again."""
        now = timezone.now()
        if is_rate_limited(self.request, what="book", most=MAX_PER_CLIENT, now=now):
            return self._render_refused(BookingError("too_often"), status=429)
        try:
            booking = book(
                session=self.session,
                now=now,
                form_key=self._form_key(form.cleaned_data["shown"]),
                join_waiting_list=form.cleaned_data["would_wait"],
                **to_booking_arguments(self.progress.answers),
            )
        except BookingError as refusal:
            return self._render_refused(refusal)
        self.storage.mark_booked(booking)
        # Not in the transaction of the booking, so that nothing ties one to the other.
        count_availability(series=self.session.series, answer=form.availability, now=now)
        return self._redirect_to_booking(booking)

    def _render_refused(self, refusal: BookingError, status: int = 409) -> HttpResponse:
        if response := closed_response(self.request, self.session):
            return response
        del self.progress  # recount the places
        form = self.get_check_form()
        form.initial["agree"] = True  # ticked already
        return self.render(form, status, refused=str(refusal))

    def _form_key(self, shown: str) -> uuid.UUID:
        """Return the key under which the same answers of this attempt are booked once."""
        return uuid.uuid5(self.attempt, shown)

    def _booked_response(self) -> HttpResponse | None:
        """Return where an attempt leads that has booked already, if it has."""
        if shown := self.request.POST.get("shown"):
            key = self._form_key(shown)
            booking = Booking.objects.filter(form_key=key, session=self.session).first()
            if booking:  # the same page pressed again
                return self._redirect_to_booking(booking)
        booking = self.storage.booking
        if booking and self.request.method != "POST":
            return self._redirect_to_booking(booking)
        if booking:  # a page from before, in another window: what it shows is not what we booked
            context = {
                "session": self.session,
                "booked_url": self._redirect_to_booking(booking).url,
                "crumbs": [],
            }
            return render(self.request, "events/book/already.html", context, status=409)
        return None

    def _redirect_to_booking(self, booking: Booking) -> HttpResponseRedirect:
        """Redirect to the booking, unless its link was renewed because others had the old one."""
        if booking.link_version:
            return redirect("lost_link")
        return redirect("booked", token=manage_token(booking))
