"""Headers that make one conversation of the mails about one thing, and those of mailing lists."""

import re
from collections.abc import Sequence

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from events.models import Notice
from hub.mail_headers import domain_of

Kind = Notice.Kind

_MESSAGE_ID = re.compile(r"<(?P<pk>\d{1,18})\.(?P<token>[0-9a-f]{32})@[^<>@\s]+>")

# What a conversation is about. Mails of a subscriber are each about something else.
_SUBJECTS = ("booking_id", "invitation_id", "form_attempt_id", "supplier_request_id")
# About several bookings, whatever the notice names: no part of a conversation.
_ALONE = (Kind.ORGANISER_NEEDS, Kind.PERSONAL_FEED)
# The first mail, which all others name, and the last ones (RFC 5322 3.6.4 lets us leave some out).
_LAST_REFERENCES = 9


def message_headers(notice: Notice) -> dict[str, str]:
    """Return Message-ID, and what ties the mail to the earlier ones to the same recipient.

    A Message-ID is the same at each try, so mailboxes see duplicates. It tells nothing of the
    booking, and nobody can guess it: some mailboxes drop what comes under a known one. A new
    SECRET_KEY begins new conversations.
    """
    domain = _domain(notice)
    headers = {"Message-ID": _message_id(notice.pk, domain)}
    if earlier := [_message_id(pk, domain) for pk in _earlier_mails(notice)]:
        references = [earlier[0], *earlier[1:][-_LAST_REFERENCES:]]
        headers |= {"In-Reply-To": earlier[-1], "References": " ".join(references)}
    return headers


def notice_pk_of(message_id: str) -> int | None:
    """Return the primary key of the notice whose mail has this Message-ID, None if it is not ours."""
    match = _MESSAGE_ID.search(message_id)
    if match is None or not constant_time_compare(match["token"], _token(match["pk"])):
        return None
    return int(match["pk"])


def mailing_list_headers(stop_url: str) -> dict[str, str]:
    """Return the headers of a mail that people can stop. Mail programs POST to the URL (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",  # for old holiday programs, which know no Auto-Submitted
    }


def _earlier_mails(notice: Notice) -> Sequence[int]:
    """Return the keys of the mails sent before about the same thing, to the same recipient."""
    same = {name: pk for name in _SUBJECTS if (pk := getattr(notice, name))}
    if not same or notice.kind in _ALONE:
        return []
    sent = Notice.objects.filter(
        **same, recipient=notice.recipient, channel="", sent_at__isnull=False
    ).exclude(kind__in=_ALONE)
    return list(sent.exclude(pk=notice.pk).order_by("sent_at", "pk").values_list("pk", flat=True))


def _domain(notice: Notice) -> str:
    """Return the domain of the sender. A booking keeps the one that it began with."""
    began_with = notice.booking.organizer_email if notice.booking else ""
    return domain_of(began_with or settings.DEFAULT_FROM_EMAIL)


def _message_id(pk: int | None, domain: str) -> str:
    return f"<{pk}.{_token(str(pk))}@{domain}>"


def _token(pk: str) -> str:
    return salted_hmac("events.emails.message-id", pk, algorithm="sha256").hexdigest()[:32]
