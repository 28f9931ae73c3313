"""What people say after a session, and words of theirs that we may use."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hub.encryption import EncryptedTextField


class Feedback(models.Model):
    """Anonymous feedback, linked to a session, never to a person or a booking.

    What a form says of single needs is counted apart, in `SessionCount`.
    """

    class GotIt(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Some of it"
        NO = "no", "No"
        NOT_ASKED = "not-asked", "I did not ask for anything"

    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="feedback")
    needs_met = models.CharField(
        "got what they asked for", max_length=10, choices=GotIt.choices, blank=True
    )
    how_it_was = EncryptedTextField("how it was", max_length=2000, blank=True)
    do_better = EncryptedTextField("what to do better", max_length=2000, blank=True)
    # Idempotency key: the same form sent twice is saved once.
    form_key = models.UUIDField(unique=True, editable=False)
    # The day only: the minute would tell which task or count came from the same form.
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"Feedback {self.pk}"


class QuoteQuerySet(models.QuerySet):
    def by_link(self, uid: UUID) -> "QuoteQuerySet":
        """Return what was allowed with the link of the booking with this uid."""
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return self.filter(link_key__in=[_link_key(uid, key) for key in keys])

    def shown(self) -> "QuoteQuerySet":
        return self.filter(is_shown=True)


class Quote(models.Model):
    """Words about a session that somebody lets us use, with the name that they chose.

    A copy: taking it back leaves their `Feedback`, which nobody can find by its author. `link_key` is
    a keyed digest of the booking's uid, so that its link finds the quote, also after the booking is
    deleted, and the database alone does not tell whose it is. Empty when said on the phone.
    """

    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="quotes")
    words = EncryptedTextField(max_length=2000)
    name = EncryptedTextField("name to put with them", max_length=120, blank=True)
    is_shown = models.BooleanField("on the site", default=False)
    link_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    link_version = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Quote {self.pk}"

    @staticmethod
    def link_of(booking: Any) -> dict[str, Any]:  # noqa: ANN401 - a Booking, or None
        """Return the fields with which the link of a booking finds the quote again."""
        if booking is None:
            return {}
        key = _link_key(booking.uid, settings.SECRET_KEY)
        return {"link_key": key, "link_version": booking.link_version}


def _link_key(uid: UUID, secret: str | bytes) -> str:
    digest = salted_hmac("events.feedback.quote", uid.hex, secret=secret, algorithm="sha256")
    return digest.hexdigest()
