"""The mail with the link to go on with an unfinished booking form. It tells no answer."""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives

from events.bookings.form_links import form_link
from events.emails.compose import render_mail, writes
from events.models import FormAttempt, Notice
from hub.dates import format_moment


@writes(Notice.Kind.FORM_LINK)
def compose_form_link(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail, or None if the form is booked or gone, or a newer link goes elsewhere."""
    attempt = form_to_go_on_with(notice, now)
    if attempt is None or not attempt.email:
        return None
    context = {
        "session": attempt.session,
        "until": format_moment(attempt.kept_until),
        "action_url": form_link(attempt),
        "action_label": "Go on with the form",
    }
    return render_mail(notice, "Go on with your booking form", context, to=attempt.email)


def form_to_go_on_with(notice: Notice, now: datetime) -> FormAttempt | None:
    """Return the form that the notice is about, or None if there is nothing to go on with."""
    unfinished = FormAttempt.objects.unfinished(now).select_related("session__page")
    attempt = unfinished.filter(pk=notice.form_attempt_id, session__isnull=False).first()
    is_last = not Notice.objects.filter(form_attempt=attempt, pk__gt=notice.pk).exists()
    return attempt if is_last else None
