"""Views to go on with an unfinished booking form: on the same device, or by a link from a mail."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings.form_links import attempt_for, send_form_link
from events.models import FormAttempt, Session
from events.public.forms.context import BookingFormContext
from events.public.forms.questions import FormLinkForm
from events.public.forms.wizard import CHECK, START, evaluate, page_of
from events.public.views.booking import answer_storage, step_url
from events.public.views.decorators import capability_url
from events.public.views.session_lookup import closed_response, session_kwargs, with_session
from events.public.views.wizard_storage import AnswerStorage, new_attempt
from hub.dates import format_moment
from hub.rate_limit import count, is_rate_limited, too_many_requests

MAX_PER_CLIENT = 20  # an hour; people share an IP address in a library
MAX_PER_ADDRESS = 3  # an hour


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
@with_session
def carry_on(request: HttpRequest, session: Session) -> HttpResponse:
    """Go on with the form that the page named, if this browser began it. GET changes nothing."""
    attempt = new_attempt()
    storage = answer_storage(request, session, attempt)
    pk = request.POST.get("form", "")
    row = storage.others().filter(pk=pk).first() if pk.isdecimal() else None
    if row is None:
        return redirect("book_start", **session_kwargs(session))
    storage.take_over(row)
    return redirect(_next_url(session, attempt, storage))


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
@with_session
def ask(request: HttpRequest, session: Session, attempt: uuid.UUID) -> HttpResponse:
    """Ask where to send the link to go on, and send it."""
    storage = answer_storage(request, session, attempt)
    row = storage.row
    if response := closed_response(request, session):
        return response
    if row is None:
        return redirect(step_url(session, attempt, START))
    contact = storage.answers.get("contact", {})
    given = {name: contact.get(name, [""])[0] for name in ("email", "phone")}
    form = FormLinkForm(request.POST or None, initial=given)
    if form.is_valid():
        email, text_number, now = form.cleaned_data["email"], form.text_number, timezone.now()
        if is_rate_limited(request, what="form link", most=MAX_PER_CLIENT, now=now):
            return too_many_requests(request)
        if count("form link to", text_number or email.lower(), now=now) > MAX_PER_ADDRESS:
            return too_many_requests(request)
        send_form_link(attempt=row, email=email, text_number=text_number, now=now)
        return redirect("form_link_sent", **session_kwargs(session), attempt=attempt)
    return _render(
        request, "ask", session, row, form=form, back_url=_next_url(session, attempt, storage)
    )


@require_safe
@capability_url
@with_session
def sent(request: HttpRequest, session: Session, attempt: uuid.UUID) -> HttpResponse:
    storage = answer_storage(request, session, attempt)
    if storage.row is None:
        return redirect("book_start", **session_kwargs(session))
    by_text = bool(storage.row.text_number)
    return _render(
        request,
        "sent",
        session,
        storage.row,
        back_url=_next_url(session, attempt, storage),
        by_text=by_text,
        lead=f"Look at your {'phone' if by_text else 'email'} in a few minutes.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def form_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link is for, and go on with the form on POST only: mail scanners follow links.

    From then on the form opens in this browser, and not in the one before.
    """
    row = attempt_for(token, now=timezone.now())
    if row is None or row.session is None:
        return render(request, "events/book/link_over.html", {"crumbs": []}, status=410)
    session = row.session
    if response := closed_response(request, session):
        return response
    if request.method != "POST":
        return _render(request, "open", session, row)
    attempt = new_attempt()
    storage = answer_storage(request, session, attempt)
    storage.take_over(row)
    return redirect(_next_url(session, attempt, storage))


def _next_url(session: Session, attempt: uuid.UUID, storage: AnswerStorage) -> str:
    """Return the URL of the first page without answers."""
    context = BookingFormContext(session, timezone.now())
    missing = evaluate(context, storage.answers, storage.stale_steps).missing
    return step_url(session, attempt, page_of(missing or CHECK))


def _render(
    request: HttpRequest, name: str, session: Session, row: FormAttempt, **more: object
) -> HttpResponse:
    context = {"session": session, "until": format_moment(row.kept_until), "crumbs": [], **more}
    return render(request, f"events/book/link_{name}.html", context)
