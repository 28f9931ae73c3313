"""Composition of one mail."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from events.emails.context import context_for
from events.emails.invite import calendar_file, method_for
from events.emails.recipients import Recipient, recipient_of
from events.emails.relevance import CHECKS, is_still_relevant
from events.emails.snapshot import Facts, changes, last_snapshot, snapshot_of
from events.emails.subjects import subject
from events.ical import imip
from events.models import Booking, Notice

Kind = Notice.Kind
State = Booking.State

_FIRST_NEWS = {
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
    return _about_booking(notice, now) if kind in CHECKS else None


def writes(kind: Kind) -> Callable[[Write], Write]:
    """Register the function that writes the mails of a kind: `@writes(Notice.Kind.NEWS)`."""

    def decorate(write: Write) -> Write:
        WRITERS[kind] = write
        return write

    return decorate


def message_id(notice: Notice) -> str:
    """Return a Message-ID that is stable across retries, so mailboxes can detect duplicates."""
    return f"<notice-{notice.pk}@{urlsplit(settings.BASE_URL).hostname}>"


def _about_booking(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    reader = recipient_of(notice)
    told = last_snapshot(notice)
    if reader is None or not is_still_relevant(notice, told, now):
        return None
    kind = _wording(notice, reader, told)
    if kind == Kind.BOOKING_LINK and not reader.may_change:
        return None
    context = context_for(notice, kind, reader, now)
    subject_line = subject(
        kind=kind,
        notice=notice,
        reader=reader,
        who=context["who"],
        answered=context["answered"],
        now=now,
    )
    return put_together(notice, kind, reader, told, context, subject_line, now)


def put_together(
    notice: Notice,
    kind: Kind,
    reader: Recipient,
    told: Facts,
    context: dict[str, Any],
    subject_line: str,
    now: datetime,
) -> EmailMultiAlternatives:
    """Build the mail from a finished context, without checking its relevance."""
    method = None if reader.is_organiser else method_for(notice)
    calendar = method and calendar_file(
        notice=notice, reader=reader, method=method, link=context["link"], now=now
    )
    context |= {
        "calendar": method if calendar else None,
        "changes": changes(told, snapshot_of(notice.the_booking)),
    }
    return imip.build(
        subject=subject_line,
        text=tidy(render_to_string(f"emails/{kind.value}.txt", context)),
        html=render_to_string(f"emails/{kind.value}.html", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=reader.email,
        reply_to=None if reader.is_organiser else context["details"].contact_email,
        calendar=calendar or None,
        method=method if calendar else None,
        headers={"Message-ID": message_id(notice)},
    )


def _wording(notice: Notice, reader: Recipient, told: Facts) -> Kind:
    """Return the kind whose wording applies.

    A move after an announced cancellation is a restored session. An attendee added by a
    change has no earlier mail, so gets a first notice.
    """
    if notice.kind == Kind.CHANGE and not reader.is_contact and not told:
        return _FIRST_NEWS.get(State(notice.the_booking.state), Kind.CHANGE)
    if notice.kind == Kind.SESSION_MOVED and told.get("cancelled"):
        return Kind.SESSION_RESTORED
    return Kind(notice.kind)


def tidy(text: str) -> str:
    """Remove the blank space that template tags leave in plain text."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
