"""Views that record feedback given by phone or email, and delete feedback."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.forms import AdminForm
from events.admin.permissions import require_change_booking
from events.admin.views import breadcrumbs, screen
from events.bookings import BookingError
from events.feedback import submissions
from events.feedback.forms import FeedbackForm
from events.models import Feedback, Session

TOO_MANY = "So much came in within an hour that we take no more for now. Try again later."


class AdminFeedbackForm(AdminForm, FeedbackForm):
    """The feedback form, worded for an organiser on the phone."""

    LABELS = {
        "got_it": "Did they get what they asked for?",
        "how_it_was": "How was it for them?",
        "do_better": "What should we do better?",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            self.fields[name].label = label
        self.fields["got_it"].help_text = ""
        self.fields["how_it_was"].help_text = "Write no names. Use their own words if you can."


@require_change_booking
def add_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Save feedback given by phone or email as if submitted on the site."""
    session = get_object_or_404(Session.objects.select_related("page"), pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = AdminFeedbackForm(sent, initial={"form_key": uuid.uuid4()})
    if form.is_valid():
        try:
            submissions.submit(session=session, now=timezone.now(), **form.cleaned_data)
        except BookingError as refused:
            form.add_error(None, str(refused))
        except submissions.TooManySubmissions:
            form.add_error(None, TOO_MANY)
        else:
            messages.success(request, "We have kept what they said.")
            return redirect(_said_at(session))
    return screen(
        request,
        "events/desk/write_down.html",
        title="Write down what somebody said",
        crumbs=breadcrumbs(session),
        icon="edit",
        session=session,
        form=form,
    )


@require_change_booking
def delete_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete feedback once confirmed. The history logs the deletion, not the text."""
    said = get_object_or_404(Feedback.objects.select_related("session__page"), pk=pk)
    session = said.session
    if request.method == "POST":
        said.delete()
        log(instance=session.page, action="events.take_out_feedback", user=request.user)
        messages.success(request, "It is deleted.")
        return redirect(_said_at(session))
    return screen(
        request,
        "events/desk/take_out.html",
        title="Delete what somebody said",
        crumbs=breadcrumbs(session),
        icon="bin",
        session=session,
        said=said,
    )


def _said_at(session: Session) -> str:
    return reverse("desk:session", args=[session.pk]) + "#said"
