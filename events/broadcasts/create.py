"""Creation of a broadcast: checked, saved and enqueued for all recipients, or not at all."""

import re
import unicodedata
import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from events.broadcasts.audience import Copy, bookings_of, copies_of
from events.broadcasts.errors import BroadcastError
from events.broadcasts.link_guard import find_secret_link
from events.models import (
    AccessOption,
    Broadcast,
    Notice,
    Session,
    bookings_whole_since,
    current_periods,
)
from events.outbox import enqueue_as_they_are
from hub.models import User

AudienceType = Broadcast.AudienceType

# Words in the labels of access options that reveal nothing by themselves.
_STOP_WORDS = re.compile(
    "able|again|another|before|bring|bringing|close|could|from|have|help|information|like|more|near|"
    "part|people|person|session|some|someone|take|taking|than|that|their|them|then|they|this|time|"
    "when|with|would|your"
)


def may_write(session: Session, now: datetime) -> bool:
    """Return True until the bookings are purged, so that thanks and notes can follow a session."""
    return session.ends_at > bookings_whole_since(now)


def create_broadcast(
    *,
    session: Session,
    audience: str,
    option: AccessOption | None,
    subject: str,
    body: str,
    form_key: uuid.UUID,
    written_by: User | None,
    now: datetime,
) -> Broadcast:
    """Create a broadcast and enqueue its copies. The same `form_key` twice makes one broadcast.

    Mails go out in the next minutes; bookings without an address go on the phone list. Raises
    BroadcastError, also when the `form_key` comes with different content than before.
    """
    broadcast = Broadcast(
        session=session,
        audience=audience,
        option=option if audience == AudienceType.NEED else None,
        subject=normalise_line(subject),
        body=normalise_text(body),
        form_key=form_key,
        written_by=written_by,
        written_at=now,
    )
    if earlier := _sent_before(broadcast):
        return earlier
    check(broadcast, now=now)
    try:
        with transaction.atomic():
            broadcast.save()
            enqueue_as_they_are(
                Notice(
                    kind=Notice.Kind.BROADCAST,
                    booking=copy.booking,
                    recipient=copy.recipient,
                    dedupe_key=f"letter {broadcast.pk}",
                    broadcast=broadcast,
                    due_at=now,
                    created_at=now,
                )
                for copy in copies_to_send(broadcast)
            )
    except IntegrityError:  # a concurrent submission of the same form came first
        if earlier := _sent_before(broadcast):
            return earlier
        raise
    return broadcast


def copies_to_send(broadcast: Broadcast) -> list[Copy]:
    """Return a copy for each recipient. Raise BroadcastError if there is none."""
    bookings = bookings_of(broadcast.session)
    copies = copies_of(bookings, audience=broadcast.audience, option=broadcast.option)
    if not copies:
        raise BroadcastError("to_nobody")
    return copies


def check(broadcast: Broadcast, *, now: datetime) -> None:
    """Raise BroadcastError if it cannot be sent, ValidationError on what no form lets through."""
    session = broadcast.session
    if not may_write(session, now):
        raise BroadcastError("too_late", kept=current_periods().booking)
    if broadcast.audience == AudienceType.NEED:
        if session.is_over(now):
            raise BroadcastError("needs_over")
        if broadcast.option is None:
            raise BroadcastError("no_option")
    for name, text in (("subject", broadcast.subject), ("body", broadcast.body)):
        if not text:
            raise BroadcastError(f"no_{name}")
        if found := find_secret_link(text):
            raise BroadcastError(f"{found}_{name}")
    limit = Broadcast._meta.get_field("body").max_length
    if limit and len(broadcast.body) > limit:  # the database does not enforce it
        raise BroadcastError("too_long", limit=limit, used=len(broadcast.body))
    if word := need_in_subject(broadcast):
        raise BroadcastError("need_subject", word=word)
    broadcast.full_clean(exclude=["session", "option", "written_by"], validate_unique=False)


def need_in_subject(broadcast: Broadcast) -> str:
    """Return the words of the subject that reveal the access need, or an empty string."""
    if broadcast.option is None:
        return ""
    label = broadcast.option.label
    revealing = {
        word.casefold().removesuffix("s")
        for word in re.findall(r"\w{3,}", label)
        if word.isupper() or (len(word) > 3 and not _STOP_WORDS.fullmatch(word.casefold()))
    }
    for word in re.findall(r"\w+", broadcast.subject):
        if word.casefold().removesuffix("s") in revealing:
            return word
    return label if label.casefold() in broadcast.subject.casefold() else ""


def normalise_text(body: str) -> str:
    """Normalise line ends and remove control characters, which no mail can show."""
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    shown = (each for each in text if each == "\n" or unicodedata.category(each) != "Cc")
    return "".join(shown).strip()


def normalise_line(body: str) -> str:
    return " ".join(normalise_text(body).split())


def _sent_before(broadcast: Broadcast) -> Broadcast | None:
    """Return this form's earlier broadcast, if any. Raises BroadcastError if it differs."""
    earlier = Broadcast.objects.filter(form_key=broadcast.form_key).first()
    names = ("session_id", "audience", "option_id", "subject", "body")
    if earlier and any(getattr(earlier, name) != getattr(broadcast, name) for name in names):
        raise BroadcastError("sent_before")
    return earlier
