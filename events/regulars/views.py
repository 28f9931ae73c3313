"""Views of invitations: enrol, stop, accept and decline. GET shows, POST acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import BookingError, booking_for, manage_token
from events.models import Regular
from events.public.views.decorators import capability_url
from events.public.views.manage import DONE as DONE_WITH_BOOKING
from events.public.views.manage import show
from events.regulars import services as regulars
from events.regulars.invitation_page import (
    InvitationPage,
    invitation_page,
    next_invitation_text,
)
from events.regulars.links import check_token

# Messages after a redirect, by code. The URL contains only the code.
DONE = {"no": "Thank you for telling us. You can still say yes on this page."}
DONE_WITH_BOOKING |= {
    "asked": "We will ask you before each session.",
    "not-asked": "We will not ask you any more. Your bookings stay.",
}
OTHER_DATE = "The date has changed since you opened this page. Look at it again before you answer."


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def every_time(request: HttpRequest, token: str) -> HttpResponse:
    """Enrol or stop from a booking's page. GET changes nothing."""
    booking, now = booking_for(token), timezone.now()
    home = reverse("manage", kwargs={"token": token})
    regular = regulars.regular_for(booking)
    match request.POST.get("do"):
        case "ask":
            try:
                regulars.enrol(booking=booking, now=now)
            except BookingError as refusal:
                return show(request, token, booking_for(token), status=409, refused=str(refusal))
            return redirect(f"{home}?done=asked")
        case "stop":
            if regular and not regulars.may_stop(regular=regular, booking=booking):
                return redirect(home)
            if regular:
                regulars.stop(regular=regular)
            return redirect(f"{home}?done=not-asked")
    return redirect(home)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the open invitation or the next date. POST answers or stops."""
    regular = regulars.regular_for_token(secret)
    answer = request.POST.get("answer", "")
    if answer == "stop":
        regulars.stop(regular=regular)
        return redirect("every_month_stopped")
    if answer not in ("yes", "no"):
        return _show(request, secret, regular)
    data = request.POST if answer == "yes" else None
    question = invitation_page(regular, timezone.now(), data)
    if question is None or question.asked != request.POST.get("asked"):
        return _show(request, secret, regular, refused=OTHER_DATE if question else "")
    return _answer(request, secret, regular, question)


def _answer(
    request: HttpRequest, secret: str, regular: Regular, question: InvitationPage
) -> HttpResponse:
    now, form = timezone.now(), question.form
    try:
        if request.POST["answer"] == "no":
            regulars.decline(invitation=question.invitation, now=now)
            return redirect(f"{reverse('every_month', args=[secret])}?done=no")
        if form and not form.is_valid():
            return _show(request, secret, regular, question)
        mode = form.cleaned_data["way"] if form else ""
        made = regulars.accept(
            invitation=question.invitation,
            now=now,
            mode=mode,
            # The page said that it is full, so the answer accepts the waiting list.
            join_waiting_list=(mode or regular.booking.attendance_mode)
            in request.POST.get("full", "").split(),
        )
    except BookingError as refusal:
        return _show(request, secret, regular, refused=str(refusal))
    return redirect("booked", token=manage_token(made))


def _show(
    request: HttpRequest,
    secret: str,
    regular: Regular,
    question: InvitationPage | None = None,
    *,
    refused: str = "",
) -> HttpResponse:
    now = timezone.now()
    question = question or invitation_page(regular, now)
    done = DONE.get(request.GET.get("done", ""), "") if question and question.said_no else ""
    context = {
        "regular": regular,
        "question": question,
        "session": question and question.session,
        "form": question and question.form,
        "next_words": next_invitation_text(regular, now),
        "refused": refused,
        "done": done,
        "crumbs": [],
    }
    status = 409 if refused else 200
    return render(request, "events/every_month/page.html", context, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """Stop the invitations for a mail program: no cookie, no redirect (RFC 8058 3.1).

    The token authorises it. Idempotent. GET redirects to the page with the button.
    """
    if request.method != "POST":
        return redirect("every_month", secret=secret)
    uid = check_token(secret)
    if regular := Regular.objects.filter(uid=uid).first():
        regulars.stop(regular=regular)
    return _has_stopped(request)


@require_safe
@capability_url
def stopped(request: HttpRequest) -> HttpResponse:
    return _has_stopped(request)


def _has_stopped(request: HttpRequest) -> HttpResponse:
    return render(request, "events/every_month/stopped.html", {"crumbs": []})
