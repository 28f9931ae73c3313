"""The last mail about a booking that was erased: it takes the session out of one calendar."""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives

from events import ical
from events.emails.compose import render_mail, writes
from events.emails.invite import event_of, organizer_of, sender_headers
from events.emails.recipients import Recipient, plain_name
from events.emails.subjects import session_title
from events.models import Booking, ErasedInvite, Notice
from hub.email_addresses import is_same_email

SUBJECT = "Out of your calendar"


@writes(Notice.Kind.ERASED)
def compose_erased(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail, or None when the session is over, or the address is our own."""
    rows = ErasedInvite.objects.select_related("session__page", "session__series")
    invite = rows.filter(notices=notice).first()
    if invite is None or invite.session.is_over(now):
        return None
    booking = _as_it_was(invite)
    organiser_name, organiser_email = organizer_of(booking)
    if is_same_email(organiser_email, invite.email):
        return None
    title = session_title(invite.session, is_hidden=invite.discreet_title)
    return render_mail(
        notice,
        f"{SUBJECT}: {title}",
        {
            "session": invite.session,
            "title": "" if invite.discreet_title else invite.session.page.title,
            "recipient": Recipient(plain_name(invite.name), invite.email, False, None),
        },
        to=invite.email,
        calendar=ical.invite(
            event_of(booking),
            method="CANCEL",
            organiser_name=organiser_name,
            organiser_email=organiser_email,
            attendee_name=plain_name(invite.name),
            attendee_email=invite.email,
            stamp=now,
        ),
        headers=sender_headers(booking),
    )


def _as_it_was(invite: ErasedInvite) -> Booking:
    """Return an unsaved booking with all that its calendar event shows."""
    return Booking(
        session=invite.session,
        state=Booking.State.CANCELLED,
        uid=invite.uid,
        uid_domain=invite.uid_domain,
        organizer_email=invite.organizer_email,
        sequence=invite.sequence,
        attendance_mode=invite.attendance_mode,
        discreet_title=invite.discreet_title,
        created_at=invite.created_at,
        changed_at=invite.erased_at,
    )
