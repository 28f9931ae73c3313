"""The mail with the link to go on with an unfinished booking form. It tells no answer."""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives

from events.bookings.form_links import form_link
from events.emails.compose import render_mail, writes
from events.models import FormAttempt, Notice
from hub.dates import format_moment


@writes(Notice.Kind.FORM_LINK)
def compose_form_link(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail, or None if the form is booked or gone, or a newer mail has another address."""
    unfinished = FormAttempt.objects.unfinished(now).select_related("session__page")
    attempt = unfinished.filter(pk=notice.form_attempt_id).first()
    is_last = not Notice.objects.filter(form_attempt=attempt, pk__gt=notice.pk).exists()
    if attempt is None or attempt.session is None or not is_last:
        return None
    context = {
        "session": attempt.session,
        "until": format_moment(attempt.kept_until),
        "action_url": form_link(attempt),
        "action_label": "Go on with the form",
    }
    return render_mail(notice, "Go on with your booking form", context, to=attempt.email)
