"""Composition of one mail."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from events.emails.context import context_for
from events.emails.headers import message_headers
from events.emails.invite import calendar_file, method_for, sender_headers
from events.emails.recipients import Recipient, recipient_of
from events.emails.relevance import CHECKS, is_still_relevant
from events.emails.snapshot import Snapshot, changes, last_snapshot, snapshot_of
from events.emails.subjects import subject
from events.ical import imip
from events.models import Booking, Notice
from hub.models import SiteDetails

Kind = Notice.Kind
State = Booking.State

_FIRST_NOTICES = {
    State.BOOKED: Kind.CONFIRMATION,
    State.WAITING: Kind.WAITING,
    State.OFFERED: Kind.OFFER,
}

Write = Callable[[Notice, datetime], EmailMultiAlternatives | None]

# Mails of optional features, by kind. A feature registers its own: see `writes`.
WRITERS: dict[Kind, Write] = {}


def compose(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail for one recipient from the current rows, or None if no longer relevant."""
    kind = Kind(notice.kind)
    if kind in WRITERS:
        return WRITERS[kind](notice, now)
    # Neither here nor there: a kind of a feature that is taken out.
    return _compose_booking_mail(notice, now) if kind in CHECKS else None


def writes(kind: Kind) -> Callable[[Write], Write]:
    """Register the function that writes the mails of a kind: `@writes(Notice.Kind.NEWS)`."""

    def decorate(write: Write) -> Write:
        WRITERS[kind] = write
        return write

    return decorate


def _compose_booking_mail(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    recipient = recipient_of(notice)
    previous = last_snapshot(notice)
    if recipient is None or not is_still_relevant(notice, previous, now):
        return None
    kind = wording(notice, recipient, previous)
    if kind == Kind.BOOKING_LINK and not recipient.may_change:
        return None
    context = context_for(notice, kind, recipient, now)
    subject_line = subject(notice, kind, recipient, context, now)
    return build_mail(notice, kind, recipient, previous, context, subject_line, now)


def build_mail(
    notice: Notice,
    kind: Kind,
    recipient: Recipient,
    previous: Snapshot,
    context: dict[str, Any],
    subject_line: str,
    now: datetime,
) -> EmailMultiAlternatives:
    """Build the mail from a finished context, without checking its relevance."""
    method = None if recipient.is_organiser else method_for(notice)
    calendar = method and calendar_file(
        notice=notice, recipient=recipient, method=method, link=context["link"], now=now
    )
    context |= {
        "calendar": method if calendar else None,
        "changes": changes(previous, snapshot_of(notice.the_booking)),
    }
    return render_mail(
        notice,
        subject_line,
        context,
        template=kind,
        to=recipient.email,
        with_reply_to=not recipient.is_organiser,
        calendar=calendar or None,
    )


def render_mail(
    notice: Notice,
    subject_line: str,
    context: dict[str, Any],
    *,
    to: str,
    template: str = "",
    with_reply_to: bool = True,
    headers: Mapping[str, str] | None = None,
    calendar: bytes | None = None,
) -> EmailMultiAlternatives:
    """Render both templates, of the notice's kind unless `template` is another."""
    details, template = SiteDetails.load(), template or notice.kind
    context = {"details": details, "base_url": settings.BASE_URL, **context}
    return imip.build(
        subject=subject_line,
        text=_strip_blank_lines(render_to_string(f"emails/{template}.txt", context)),
        html=render_to_string(f"emails/{template}.html", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=to,
        reply_to=details.contact_email if with_reply_to else None,
        calendar=calendar,
        headers={
            **message_headers(notice),
            **(sender_headers(notice.booking) if notice.booking else {}),
            **(headers or {}),
        },
    )


def wording(notice: Notice, recipient: Recipient, previous: Snapshot) -> Kind:
    """Return the kind whose wording applies.

    A move after an announced cancellation is a restored session. An attendee added by a
    change has no earlier mail, so gets a first notice.
    """
    if notice.kind == Kind.CHANGE and not recipient.is_contact and not previous:
        return _FIRST_NOTICES.get(State(notice.the_booking.state), Kind.CHANGE)
    if notice.kind == Kind.SESSION_MOVED and previous.get("cancelled"):
        return Kind.SESSION_RESTORED
    return Kind(notice.kind)


def _strip_blank_lines(text: str) -> str:
    """Remove the blank space that template tags leave in plain text."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
