"""Views for booking a session."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import BookingError, book, capacity_of, manage_token
from events.bookings.errors import MESSAGES
from events.bookings.people import places_needed
from events.models import Booking, Session, SessionPage
from events.public.answer_summary import rows_of
from events.public.forms.booking_data import to_booking_arguments
from events.public.forms.context import BookingFormContext, StepForm
from events.public.forms.wizard import CHECK
from events.public.views.decorators import private
from events.public.views.wizard import CHANGING, QuestionWizard
from events.public.views.wizard_storage import AnswerStorage
from events.schedule.redirects import session_address
from hub.rate_limit import is_rate_limited

# High, as people share an IP address in a library; a script that books for strangers is stopped.
MAX_PER_CLIENT = 60  # an hour


def with_session(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pass the session, with its page and series, in place of its address. Raise Http404.

    Redirect from a former address. With 307 a POST is sent again, so that nothing is lost.
    """

    @wraps(view)
    def view_with_session(
        request: HttpRequest, *, series: str, date: str, **kwargs: str
    ) -> HttpResponse:
        pages = SessionPage.objects.open_to_all().at(series, date)
        page = pages.select_related("session__series").first()
        if page is not None:
            page.session.page = page
            return view(request, page.session, **kwargs)
        if moved := session_address(request, series, date):
            rest = request.path.removeprefix(f"/sessions/{series}/{date}/")
            return redirect(moved + rest, preserve_request=True)
        raise Http404

    return view_with_session


def session_kwargs(session: Session) -> dict[str, str]:
    """Return what the URLs of a session are made of."""
    return {"series": session.series.slug, "date": session.page.slug}


def closed_response(request: HttpRequest, session: Session) -> HttpResponse | None:
    """Render why the session cannot be booked, with other links. None if it can."""
    if session.is_cancelled:
        code, status = "cancelled_session", 409
    elif session.has_started(timezone.now()):
        code, status = "too_late", 410
    elif not session.attendance_modes:
        code, status = "no_way", 409
    else:
        return None
    context = {"session": session, "reason": MESSAGES[code], "code": code, "crumbs": []}
    return render(request, "events/book/closed.html", context, status=status)


@require_safe
@with_session
def start(request: HttpRequest, session: Session) -> HttpResponse:
    """Show what the form asks. Create no web session and no cookie."""
    if response := closed_response(request, session):
        return response
    context = {
        "session": session,
        "is_full": capacity_of(session).all_left == 0,
        "begin_url": reverse("book", kwargs={**session_kwargs(session), "step": "who"}),
        "crumbs": [
            ("Home", "/"),
            ("Sessions", reverse("sessions")),
            (session.page.title, session.page.get_url(request)),
        ],
        "crumb_here": "Book a place",
        "social_title": f"Book a place: {session.page.title}",
        "social_description": f"{session.when_words}. {session.attendance_modes_text}. No account needed.",
    }
    return render(request, "events/book/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
@with_session
def forget(request: HttpRequest, session: Session) -> HttpResponse:
    """Delete the unfinished answers, whatever the state of the session. GET deletes nothing."""
    if request.method != "POST":
        return redirect("book_start", **session_kwargs(session))
    answer_storage(request, session).reset()
    return redirect("book_forgotten", **session_kwargs(session))


@require_safe
@private
@with_session
def forgotten(request: HttpRequest, session: Session) -> HttpResponse:
    return render(request, "events/book/forgotten.html", {"session": session, "crumbs": []})


def answer_storage(request: HttpRequest, session: Session) -> AnswerStorage:
    """Return the unfinished answers of this browser for a session."""
    return AnswerStorage(request, key=f"booking_{session.pk}")


@method_decorator([private, with_session], name="dispatch")
class BookingWizard(QuestionWizard):
    """The booking wizard of a session."""

    about = "Book a place"
    session: Session

    def dispatch(self, request: HttpRequest, session: Session, **kwargs: str) -> HttpResponse:
        self.session, self.address = session, session_kwargs(session)
        self.storage = answer_storage(request, session)
        if booking := self._existing_booking():
            self.storage.reset()
            return self._redirect_to_booking(booking)
        return closed_response(request, session) or super().dispatch(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        if self.step != CHECK:
            return super().post(request, **kwargs)
        if response := self.unreachable_redirect():
            return response
        form = self.get_form(request.POST)
        return self._book(form) if form.is_valid() else self.render(form)

    def make_form_context(self) -> BookingFormContext:
        return BookingFormContext(self.session, timezone.now())

    def get_step_url(self, step: str) -> str:
        return reverse("book", kwargs={**self.address, "step": step})

    @property
    def is_changing(self) -> bool:
        return CHANGING in self.request.GET.urlencode()

    def finish(self) -> HttpResponse:
        return redirect(self.get_step_url(CHECK))

    def back_url(self) -> str:
        steps = self.progress.steps
        if self.is_changing and self.progress.missing is None:
            return self.get_step_url(CHECK)
        if self.step == steps[0]:
            return reverse("book_start", kwargs=self.address)
        return self.get_step_url(steps[steps.index(self.step) - 1])

    def get_initial(self, form: StepForm) -> dict[str, Any]:
        if self.step != CHECK:
            return super().get_initial(form)
        would_wait = "" if self._has_place() else "yes"
        return {"form_key": self.storage.form_key, "would_wait": would_wait}

    def get_context(self, form: StepForm) -> dict[str, Any]:
        context = super().get_context(form)
        context["forget_url"] = reverse("book_forget", kwargs=self.address)
        return context | self._check_context() if self.step == CHECK else context

    def _check_context(self) -> dict[str, Any]:
        has_place = self._has_place()
        form_context, answers = self.progress.context, self.progress.answers
        return {
            "rows": rows_of(form_context, lambda step: f"{self.get_step_url(step)}?{CHANGING}"),
            "has_place": has_place,
            "is_full": form_context.capacity.left(answers["way"]) == 0,
            "button": "Book my place" if has_place else "Join the waiting list",
            "no_mail": not (answers["email"] or answers.get("their_email")),
        }

    def _has_place(self) -> bool:
        answers = self.progress.answers
        needed = places_needed(self.session, to_booking_arguments(answers)["people"])
        return self.progress.context.capacity.fits(answers["way"], needed)

    def _book(self, form: StepForm) -> HttpResponse:
        """Book. If the last place has gone meanwhile, keep the answers and ask again."""
        now = timezone.now()
        if is_rate_limited(self.request, what="book", most=MAX_PER_CLIENT, now=now):
            return self._render_refused(BookingError("too_often"), status=429)
        try:
            booking = book(
                session=self.session,
                now=now,
                form_key=_to_uuid(form.cleaned_data["form_key"]) or _to_uuid(self.storage.form_key),
                join_waiting_list=form.cleaned_data["would_wait"],
                **to_booking_arguments(self.progress.answers),
            )
        except BookingError as refusal:
            return self._render_refused(refusal)
        self.storage.reset()
        return self._redirect_to_booking(booking)

    def _render_refused(self, refusal: BookingError, status: int = 409) -> HttpResponse:
        if response := closed_response(self.request, self.session):
            return response
        del self.progress  # recount the places
        form = self.get_form()
        form.initial["agree"] = True  # ticked already
        return self.render(form, status, refused=str(refusal))

    def unreachable_redirect(self) -> HttpResponse | None:
        """Redirect to the booking if the same form has just made it and the answers are gone."""
        response = super().unreachable_redirect()
        if response and (booking := self._existing_booking()):
            return self._redirect_to_booking(booking)
        return response

    def _existing_booking(self) -> Booking | None:
        """Return the booking that this form has made before, even if its answers are deleted."""
        key = _to_uuid(self.request.POST.get("form_key", ""))
        return Booking.objects.filter(form_key=key, session=self.session).first() if key else None

    def _redirect_to_booking(self, booking: Booking) -> HttpResponse:
        return redirect("booked", token=manage_token(booking))


def _to_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
