"""Which notices go out as a text or a letter, in SQL."""

from django.db.models import Q

from events.channels import sends_letters, sends_texts
from events.models import Notice

Channel = Notice.Channel

# Copies go beside a mail. Once the address is gone, the text in its place is the contact's own.
_TEXT_IN_PLACE_OF_MAIL = Q(
    recipient=Notice.CONTACT,
    kind__in=Notice.TEXTED,
    booking__email="",
    booking__text_number__gt="",
)
_COPY_AS_TEXT = Q(recipient=Notice.CONTACT_TEXT)
# One that the mail worker dropped, while texts were off or not asked for, never goes out.
_NOT_DROPPED_BEFORE = Q(dismissed_at=None) | Q(channel=Channel.TEXT)


def text_route() -> Q:
    """Return the notices that go out as a text, none if the site sends no texts."""
    route = (_TEXT_IN_PLACE_OF_MAIL | _COPY_AS_TEXT) & _NOT_DROPPED_BEFORE
    return route if sends_texts() else Q(pk__in=())


def letter_route() -> Q:
    """Return the notices that go out as a letter, none if the site sends no letters."""
    return Q(recipient=Notice.CONTACT_LETTER) if sends_letters() else Q(pk__in=())
