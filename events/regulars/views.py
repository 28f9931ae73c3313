"""Views of invitations: enrol, stop, accept and decline. GET shows, POST acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import BookingError, booking_for, manage_token
from events.models import Regular
from events.public.views.decorators import capability_url
from events.public.views.manage import DONE as DONE_WITH_BOOKING
from events.public.views.manage import show
from events.regulars import enrolment, identity, links, responses
from events.regulars.invitation_page import InvitationPage, invitation_page, next_invitation_text
from hub.signed_links import UnknownLink

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
    regular = identity.regular_for(booking)
    match request.POST.get("do"):
        case "ask":
            try:
                enrolment.enrol(booking=booking, now=now)
            except BookingError as error:
                return show(request, token, booking_for(token), status=409, refused=str(error))
            return redirect(f"{home}?done=asked")
        case "stop":
            if regular:
                if not enrolment.may_stop(regular=regular, booking=booking):
                    return redirect(home)
                enrolment.stop(regular=regular)
            return redirect(f"{home}?done=not-asked")
    return redirect(home)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the open invitation or the next date. POST answers or stops."""
    regular = links.regular_for_token(token)
    if regular is None:
        raise UnknownLink
    answer = request.POST.get("answer", "")
    if answer == "stop":
        enrolment.stop(regular=regular)
        return redirect("every_month_stopped")
    if answer not in ("yes", "no"):
        return _show(request, regular)
    data = request.POST if answer == "yes" else None
    invitation = invitation_page(regular, timezone.now(), data)
    if invitation is None or invitation.key != request.POST.get("asked"):
        return _show(request, regular, error=OTHER_DATE if invitation else "")
    return _answer(request, token, regular, invitation)


def _answer(
    request: HttpRequest, token: str, regular: Regular, invitation: InvitationPage
) -> HttpResponse:
    now, form = timezone.now(), invitation.form
    try:
        if request.POST["answer"] == "no":
            responses.decline(invitation=invitation.invitation, now=now)
            return redirect(f"{reverse('every_month', args=[token])}?done=no")
        if form and not form.is_valid():
            return _show(request, regular, invitation)
        mode = form.cleaned_data["way"] if form else ""
        booking = responses.accept(
            invitation=invitation.invitation,
            now=now,
            mode=mode,
            # The page said that it is full, so the answer accepts the waiting list.
            join_waiting_list=(mode or regular.booking.attendance_mode)
            in request.POST.get("full", "").split(),
        )
    except BookingError as error:
        return _show(request, regular, error=str(error))
    return redirect("booked", token=manage_token(booking))


def _show(
    request: HttpRequest,
    regular: Regular,
    invitation: InvitationPage | None = None,
    *,
    error: str = "",
) -> HttpResponse:
    now = timezone.now()
    invitation = invitation or invitation_page(regular, now)
    is_declined = invitation and invitation.is_declined
    context = {
        "regular": regular,
        "invitation": invitation,
        "session": invitation and invitation.session,
        "form": invitation and invitation.form,
        "next_text": next_invitation_text(regular, now),
        "error": error,
        "done": DONE.get(request.GET.get("done", ""), "") if is_declined else "",
        "crumbs": [],
    }
    status = 409 if error else 200
    return render(request, "events/regulars/page.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the invitations for a mail program: no cookie, no redirect (RFC 8058 3.1).

    The token authorises it. Idempotent. GET redirects to the page with the button.
    """
    if request.method != "POST":
        return redirect("every_month", token=token)
    if regular := links.regular_for_token(token):
        enrolment.stop(regular=regular)
    return _has_stopped(request)


@require_safe
@capability_url
def stopped(request: HttpRequest) -> HttpResponse:
    return _has_stopped(request)


def _has_stopped(request: HttpRequest) -> HttpResponse:
    return render(request, "events/regulars/stopped.html", {"crumbs": []})
