"""Replies to our own invites, in the shapes that real calendars send (tests/events/replies)."""

import email
import email.policy
import re
from datetime import UTC
from email.encoders import encode_base64
from pathlib import Path

from django.core import mail as django_mail

from events.emails.delivery import send_due
from events.rsvp.apply import process_reply
from hub.email_addresses import normalise_email
from tests import factories

REPLIES = Path(__file__).parent / "replies"

SHAPES = {
    "outlook": "outlook-declined.eml",
    "gmail": "gmail-accepted.eml",
    "apple": "apple-tentative.eml",
    "thunderbird": "thunderbird-declined.eml",
    "fastmail": "fastmail-accepted.eml",
    "proton": "proton-accepted.eml",
    # Made with these programs from this site's own mails.
    "thunderbird 153 accepted": "thunderbird-153-accepted.eml",
    "thunderbird 153 tentative": "thunderbird-153-tentative.eml",
    "thunderbird 153 declined": "thunderbird-153-declined.eml",
    "evolution 3.46 declined": "evolution-3.46-declined.eml",
}
NO_SEQUENCE = "left out"
TRUSTED = "mx.brew.test"  # the mail server that found our answers genuine


def found_genuine(sender):
    domain = normalise_email(sender).partition("@")[2]
    return f"Authentication-Results: {TRUSTED}; dmarc=pass header.from={domain}"


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
    text=None,
    comment=None,
    parameters="",
    head=None,
    counter="",
    name="",
):
    """Return the mail that a calendar sends when its owner chooses yes, maybe or no.

    By the contact of the booking, to the last invite, unless told otherwise. `text` is the body,
    `comment` the calendar's COMMENT, `parameters` are more of the attendee, `head` are headers that
    servers wrote on top, the last one first; without, that TRUSTED found the sender genuine.
    `name` is how the program calls them. `counter` is another time that they ask for, as DTSTART
    and DTEND with line ends.
    """
    attendee = attendee or booking.email
    if head is None:
        head = [found_genuine(sender or attendee)]
    booking.refresh_from_db()
    facts = {
        "UID": uid or f"booking-{booking.uid}@brew.test",
        "DTSTAMP": f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        "SEQUENCE": booking.session.sequence + booking.sequence if sequence is None else sequence,
    }
    mail = email.message_from_bytes(
        (REPLIES / SHAPES[shape]).read_bytes(), policy=email.policy.SMTP
    )
    mail.replace_header("From", f"{name or 'Somebody'} <{sender or attendee}>")
    for part in mail.walk():
        if text is not None and part.get_content_type() in ("text/plain", "text/html"):
            part.set_content(text if part.get_content_type() == "text/plain" else "")
        if part.get_content_type() in ("text/calendar", "application/ics"):
            file = part.get_payload(decode=True).decode().replace("\r\n ", "")
            file = _answered(file, facts, attendee, partstat)
            if comment is not None:
                file = re.sub(r"(?m)^COMMENT.*\r\n", "", file)
                file = file.replace("END:VEVENT", f"COMMENT:{comment}\r\nEND:VEVENT")
            if counter:
                event = re.sub(
                    r"(?m)^DT(START|END).*\r\n", "", file.partition("BEGIN:VEVENT\r\n")[2]
                )
                before = file.partition("BEGIN:VEVENT")[0].replace("METHOD:REPLY", "METHOD:COUNTER")
                file = f"{before}BEGIN:VEVENT\r\n{counter}{event}"
                part.set_param("method", "COUNTER")
            if name:
                file = re.sub(r"(?m)(^ATTENDEE[^\r]*;CN=)[^;:\r]*", rf"\g<1>{name}", file)
            if parameters:
                file = file.replace(";X-NUM-GUESTS=0", "")
                file = re.sub(r"(?m)^ATTENDEE", f"ATTENDEE;{parameters}", file)
            del part["Content-Transfer-Encoding"]
            part.set_payload(file.encode())
            encode_base64(part)
    return "".join(f"{line}\r\n" for line in head).encode() + mail.as_bytes()


def make_invited_booking(now, **fields):
    """Return a booking whose people have their invite, and no mail left in the outbox."""
    booking = factories.make_booking(now=now, **fields)
    send_due(now=now)
    django_mail.outbox.clear()
    return booking


def answer(booking, partstat, now, **how):
    """Let the contact answer the invite without words, and return the outcome."""
    how = {"stamp": now, "comment": "", "text": "", **how}
    outcome = process_reply(raw=reply(booking, partstat, **how), now=now)
    booking.refresh_from_db()
    return outcome


def _answered(text, facts, attendee, partstat):
    if facts["SEQUENCE"] == NO_SEQUENCE:
        text = re.sub(r"(?m)^SEQUENCE:.*\r\n", "", text)
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
