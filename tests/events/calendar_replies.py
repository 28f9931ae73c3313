"""Replies to our own invites, in the shapes that real calendars send (tests/events/replies)."""

import email
import email.policy
import re
from datetime import UTC
from email.encoders import encode_base64
from pathlib import Path

REPLIES = Path(__file__).parent / "replies"

SHAPES = {
    "outlook": "outlook-declined.eml",
    "gmail": "gmail-accepted.eml",
    "apple": "apple-tentative.eml",
    "thunderbird": "thunderbird-declined.eml",
}


def reply(
    booking,
    partstat,
    stamp,
    *,
    attendee=None,
    sender=None,
    sequence=None,
    uid=None,
    shape="outlook",
):
    """Return the mail that a calendar sends when its owner chooses yes, maybe or no.

    By the contact of the booking, to the last invite, unless told otherwise.
    """
    attendee = attendee or booking.email
    booking.refresh_from_db()
    facts = {
        "UID": uid or f"booking-{booking.uid}@brew.test",
        "DTSTAMP": f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        "SEQUENCE": booking.session.sequence + booking.sequence if sequence is None else sequence,
    }
    mail = email.message_from_bytes(
        (REPLIES / SHAPES[shape]).read_bytes(), policy=email.policy.SMTP
    )
    mail.replace_header("From", f"Somebody <{sender or attendee}>")
    for part in mail.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            text = part.get_payload(decode=True).decode().replace("\r\n ", "")
            text = _answered(text, facts, attendee, partstat)
            del part["Content-Transfer-Encoding"]
            part.set_payload(text.encode())
            encode_base64(part)
    return mail.as_bytes()


def _answered(text, facts, attendee, partstat):
    for name, value in facts.items():
        text = re.sub(rf"(?m)^{name}(;[^:\r]*)?:[^\r]*", f"{name}:{value}", text)
    text = re.sub(r"PARTSTAT=[A-Z-]+", f"PARTSTAT={partstat}", text)
    line = re.search(r"(?m)^ATTENDEE[^\r]*", text)[0]
    new = re.sub(r";EMAIL=[^;:]*", f";EMAIL={attendee}", line)
    if "mailto:" in new.lower():
        new = re.sub(r"(?i)mailto:.*", f"mailto:{attendee}", new)
    return text.replace(line, new)


def human_mail():
    return (REPLIES / "holiday-reply.eml").read_bytes()


def bounce():
    """Return a mail of ours that bounced, with our invite inside."""
    return (REPLIES / "bounce.eml").read_bytes()
