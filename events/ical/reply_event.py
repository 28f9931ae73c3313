"""What the calendar file of a reply says (RFC 5546 3.2.3, 3.2.7). Nothing is written here."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

from icalendar import Event
from icalendar.prop import vCalAddress, vDDDTypes, vDuration

from events.ical.reply_words import event_moment

PARTSTATS = ("ACCEPTED", "TENTATIVE", "DECLINED")
DELEGATED = "DELEGATED"


class ReplyError(ValueError):
    """An unusable reply. The text gives the reason for an organiser, without personal data."""


@dataclass(frozen=True)
class TimeProposal:
    """Another time that somebody asks for (METHOD:COUNTER, RFC 5546 3.2.7). Days are without zone."""

    starts: datetime | date | None
    ends: datetime | date | None


@dataclass(frozen=True)
class Reply:
    """One attendee's reply: `partstat` is ACCEPTED, TENTATIVE, DECLINED or DELEGATED; `stamp` is in UTC.

    All addresses are in lower case. `from_email` is the sender of the mail. `sequence` is None
    when the reply has none: RFC 5546 lets programs leave out a 0, and some leave out more.
    `delegates` are those to whom a DELEGATED invite was passed on, `delegator` is who passed it on
    to this attendee. With a `proposal`, `partstat` may be empty. `words` are those of the person,
    without their program's.
    """

    uid: str
    attendee_email: str
    partstat: str
    sequence: int | None
    stamp: datetime
    proposal: TimeProposal | None = None
    delegates: tuple[str, ...] = ()
    delegator: str = ""
    from_email: str = ""
    words: str = ""


@dataclass(frozen=True)
class Answer:
    """The event in one calendar file, and its only attendee who answers."""

    event: Event
    attendee: vCalAddress
    is_counter: bool


def attendee_who_answers(event: Event, is_counter: bool, from_email: str) -> vCalAddress:
    """Return the one attendee (RFC 5546 3.2.3).

    Who passes an invite on may name the other person beside, and so may who asks for another time.
    """
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    attendees = [each for each in attendees if isinstance(each, vCalAddress)]
    if len(attendees) > 1:
        passed_on = [each for each in attendees if _partstat(each) == DELEGATED]
        own = [each for each in attendees if _email_of(each) == from_email]
        attendees = passed_on or (own if is_counter else attendees)
    if len(attendees) != 1:
        raise ReplyError("This answer is not from one person.")
    return attendees[0]


def reply_facts(answer: Answer) -> Reply:
    event, attendee = answer.event, answer.attendee
    uid = event.get("UID")
    if not isinstance(uid, str) or not uid.strip():
        raise ReplyError("This answer does not say which date it is about.")
    attendee_email, partstat = _email_of(attendee), _partstat(attendee)
    if "@" not in attendee_email:
        raise ReplyError("This answer does not say whose it is.")
    if partstat not in (*PARTSTATS, DELEGATED):
        if not answer.is_counter:
            raise ReplyError("This answer is not yes, no or maybe.")
        partstat = ""
    return Reply(
        uid=uid.strip(),
        attendee_email=attendee_email,
        partstat=partstat,
        sequence=_sequence(event),
        stamp=_stamp(event),
        proposal=_proposal(event) if answer.is_counter else None,
        delegates=_addresses(attendee, "DELEGATED-TO"),
        delegator=", ".join(_addresses(attendee, "DELEGATED-FROM")),
    )


def _email_of(attendee: vCalAddress) -> str:
    scheme, _, address = str(attendee).strip().partition(":")
    if scheme.lower() != "mailto":
        # iCloud may use an internal address with the e-mail in a parameter (RFC 7986 6.2).
        address = str(attendee.params.get("EMAIL", ""))
    return unquote(address).strip().lower()


def _partstat(attendee: vCalAddress) -> str:
    return str(attendee.params.get("PARTSTAT", "")).strip().upper()


def _addresses(attendee: vCalAddress, parameter: str) -> tuple[str, ...]:
    values = attendee.params.get(parameter, ())
    values = [values] if isinstance(values, str) else values
    addresses = (re.sub("^mailto:", "", str(each).strip(), flags=re.IGNORECASE) for each in values)
    return tuple(unquote(address).lower() for address in addresses if "@" in address)


def _proposal(event: Event) -> TimeProposal:
    starts, ends = event_moment(event, "DTSTART"), event_moment(event, "DTEND")
    duration = event.get("DURATION")
    length = duration.dt if isinstance(duration, vDuration | vDDDTypes) else None
    if starts and not ends and isinstance(length, timedelta):
        with suppress(OverflowError):
            ends = starts + length
    return TimeProposal(starts, ends)


def comments(answer: Answer) -> Iterator[str]:
    """Yield COMMENT (RFC 5546 3.2.3), and what Google writes in parameters of the attendee."""
    comments = answer.event.get("COMMENT", [])
    yield from map(str, comments if isinstance(comments, list) else [comments])
    params = answer.attendee.params
    yield str(params.get("X-RESPONSE-COMMENT", "")).replace("\\n", "\n")
    guests = str(params.get("X-NUM-GUESTS", "")).strip()
    if re.fullmatch(r"0*[1-9]\d{0,3}", guests):
        more = "1 more person comes" if int(guests) == 1 else f"{int(guests)} more people come"
        yield f"{more} with them, says their calendar."


def _sequence(event: Event) -> int | None:
    if "SEQUENCE" not in event:
        return None
    sequence = event["SEQUENCE"]
    if not isinstance(sequence, int) or sequence < 0:
        raise ReplyError("This answer has a broken version number.")
    return int(sequence)


def _stamp(event: Event) -> datetime:
    stamp = event_moment(event, "DTSTAMP")
    if not isinstance(stamp, datetime):
        raise ReplyError("This answer does not say when it was given.")
    return stamp.replace(tzinfo=stamp.tzinfo or UTC).astimezone(UTC)
