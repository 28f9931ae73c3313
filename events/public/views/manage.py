"""Views to manage a booking by its capability URL. GET shows, POST acts."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods, require_safe

from events import bookings as services
from events import extension_points
from events.bookings import BookingError, booking_for
from events.bookings.availability import next_session_for
from events.bookings.waiting_chance import chance_sentences
from events.emails.access_needs import need_lines
from events.emails.context import number_to_ring
from events.emails.recipients import THE_PERSON, Recipient, attendee_phrase
from events.emails.reminders import DAY, HOUR, coming_reminders
from events.emails.reply_time import reply_time
from events.models import Booking
from events.public.answer_summary import rows_of
from events.public.forms.booking_data import to_stored_answers
from events.public.forms.context import BookingFormContext
from events.public.forms.wizard import evaluate
from events.public.views.decorators import capability_url
from events.public.views.shown import FIELD, booking_digest
from hub.dates import format_moment

State = Booking.State

# Messages after a redirect, by code. The URL contains only the code. Features add their own.
DONE = {
    "changed": "We have kept your change.",
    "nothing": "Nothing has changed.",
    "taken": "The place is yours. We look forward to meeting you.",
    "more-time": "You have more time to answer.",
    "waiting": "You are on the waiting list again.",
    "undone": "Your booking is back.",
    "reminders-off": "We will not remind you.",
    "reminders-on": "We will remind you.",
    "hour-on": "We will remind you an hour before too.",
    "hour-off": "We will not remind you an hour before.",
    "title-plain": "Your calendar and what we send you will show a plain title.",
    "title-full": "Your calendar and what we send you will show the full title.",
    "new-link": "This page has a new address. The old link does not work any more.",
}


HAS_CHANGED = (
    "Your booking or the session has changed since you opened this page. "
    "So we have done nothing yet. Look at it, then press again if you still want to."
)


def change_url(token: str, step: str) -> str:
    return reverse("manage_change", kwargs={"token": token, "step": step})


@require_safe
@capability_url
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Show a booking."""
    done = DONE.get(request.GET.get("done", ""), "")
    return show(request, token, booking_for(token), done=done)


@require_safe
@capability_url
def booked(request: HttpRequest, token: str) -> HttpResponse:
    """Show what happens next, right after booking and for print."""
    booking = booking_for(token)
    is_new = booking.state in (State.BOOKED, State.WAITING)
    if not is_new or booking.session.is_cancelled or booking.session.is_over(timezone.now()):
        return redirect("manage", token=token)  # reopened much later
    return render(request, "events/book/booked.html", _context(token, booking))


def show(
    request: HttpRequest,
    token: str,
    booking: Booking,
    status: int = 200,
    template: str = "events/manage/manage.html",
    **extra: object,
) -> HttpResponse:
    """Render the current manage page, or another of this booking, with the outcome of the last action."""
    next_session = next_session_for(booking, now=timezone.now())
    context = _context(token, booking) | {"next_session": next_session, **extra}
    return render(request, template, context, status=status)


def _context(token: str, booking: Booking) -> dict[str, Any]:
    now, session = timezone.now(), booking.session
    prefetch_related_objects(
        [booking], "people__needs__option"
    )  # read by several parts of the page
    is_open = can_change(booking, now)
    extra = extension_points.booking_page.context(booking, now)
    form_context = BookingFormContext.of_booking(
        booking, now, is_retained=extra.get("is_kept", False)
    )
    rows = []
    if evaluate(context=form_context, stored=to_stored_answers(booking)).missing is None:
        rows = rows_of(form_context, lambda step: change_url(token, step) if is_open else "")
    return {
        "token": token,
        "booking": booking,
        "session": session,
        "for_whom": attendee_names(booking),
        "rows": rows,
        "access_needs": need_lines(booking, _contact(booking)),
        "can_change": is_open,
        "mode_is_closed": is_open and form_context.mode_is_closed,
        "can_undo": services.can_undo(booking, now) and not session.has_started(now),
        "undo_until": (until := services.undo_until(booking, now)) and format_moment(until),
        "can_take_now": _can_take_now(booking, now),
        "offered_until": booking.offered_until and format_moment(booking.offered_until),
        "is_over": session.is_over(now),
        "has_started": session.has_started(now),
        "no_mail": not booking.can_be_mailed,
        "texts_are_read": bool(settings.TEXT_CALLBACK_TOKEN),
        "mailed_person": _mailed_person(booking),
        "dial_in": number_to_ring(booking, now),
        "reply_time": reply_time(session, now),
        "can_join_now": booking.state == State.BOOKED and session.is_join_open(now),
        "chance": chance_sentences(booking, now),
        "coming_reminders": get_text_list(coming_reminders(booking, now), "and"),
        "may_add_hour_reminder": now < session.starts_at - HOUR
        and (booking.can_be_mailed or booking.can_be_texted),
        "is_reminded": booking.state == State.BOOKED
        and booking.reminders
        and now < session.starts_at - DAY,
        "shown": booking_digest(booking),
        "crumbs": [],
        **extra,
    }


def differs_from_page(request: HttpRequest, booking: Booking) -> bool:
    """Return whether the page of the button that was pressed showed something else than is so now."""
    return request.POST.get(FIELD, (now := booking_digest(booking))) != now


def can_change(booking: Booking, now: datetime) -> bool:
    session = booking.session
    is_cancelled = booking.state == State.CANCELLED or session.is_cancelled
    return not is_cancelled and not session.has_started(now)


def attendee_names(booking: Booking) -> str:
    """Return the attendees' names, for carers of several. Empty for the contact alone."""
    names = attendee_phrase(booking, _contact(booking)).names
    return "" if names in ("you", THE_PERSON) else names


def _mailed_person(booking: Booking) -> str:
    """Return the name of the first person with an email address."""
    names = (person.name for person in booking.people.all() if person.email)
    return next(names, "")


def _contact(booking: Booking) -> Recipient:
    return Recipient(booking.contact_name, booking.email, is_contact=True, person=None)


def _can_take_now(booking: Booking, now: datetime) -> bool:
    """Return whether a place is free for a booking that waits or whose offer has lapsed."""
    if booking.state not in (State.WAITING, State.LAPSED) or booking.session.has_started(now):
        return False
    fits = services.capacity_of(booking.session).fits(
        booking.attendance_mode, services.places_needed_by(booking)
    )
    return booking.attendance_mode in booking.session.attendance_modes and fits


# Actions ------------------------------------------------------------------------------

# By the field of the form and its value: what to do, and the message after it.
ACTIONS: dict[tuple[str, str], tuple[Callable[..., Booking], str]] = {
    ("answer", "take"): (services.accept_offer, "taken"),
    ("answer", "decline"): (services.cancel, ""),
    ("answer", "more-time"): (services.extend_offer, "more-time"),
    ("answer", "wait"): (services.rejoin_waiting_list, "waiting"),
    ("cancel", ""): (services.cancel, ""),
    ("undo", ""): (services.undo_cancel, "undone"),
    ("reminders", "on"): (partial(services.stop_reminders, stop=False), "reminders-on"),
    ("reminders", "off"): (services.stop_reminders, "reminders-off"),
    ("reminders", "hour"): (services.set_hour_reminder, "hour-on"),
    ("reminders", "no-hour"): (partial(services.set_hour_reminder, wanted=False), "hour-off"),
    ("title", "full"): (partial(services.set_discreet_title, plain=False), "title-full"),
    ("title", "plain"): (services.set_discreet_title, "title-plain"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def act(request: HttpRequest, token: str, field: str) -> HttpResponse:
    """Perform an action and redirect to the booking. GET changes nothing."""
    booking = booking_for(token)
    home = reverse("manage", kwargs={"token": token})
    action, done = ACTIONS.get((field, request.POST.get(field, "")), (None, ""))
    if request.method != "POST" or action is None:
        return redirect(home)
    if differs_from_page(request, booking):
        return show(request, token, booking, status=409, refused=HAS_CHANGED)
    try:
        action(booking=booking, now=timezone.now())
    except BookingError as refusal:
        return show(request, token, booking_for(token), status=409, refused=str(refusal))
    return redirect(f"{home}?done={done}" if done else home)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, cancel on POST."""
    if request.method == "POST":
        return act(request, token, "cancel")
    context = _context(token, booking_for(token))
    if not context["can_change"]:
        return redirect("manage", token=token)
    return render(request, "events/manage/cancel.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Renew a link that others have. The new one is sent by email, out of their reach."""
    booking = booking_for(token)
    if request.method != "POST":
        return redirect("manage", token=token)
    services.renew_link(booking=booking, now=timezone.now())
    if booking.can_be_mailed:
        return redirect("new_link_sent")
    home = reverse("manage", kwargs={"token": services.manage_token(booking)})
    return redirect(f"{home}?done=new-link")
