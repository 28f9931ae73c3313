"""Suppliers of what people ask for, such as interpreters, and what they were asked."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from events.models.access import AccessNeed, AccessOption
from hub.dates import format_time_range
from hub.email_addresses import validate_email_address
from hub.encryption import EncryptedTextField
from hub.words import people_count


class SupplierQuerySet(models.QuerySet):
    def in_use(self) -> "SupplierQuerySet":
        return self.filter(in_use=True)


class Supplier(models.Model):
    """A firm or person that does what people ask for. Who may change needs edits the list."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True, validators=[validate_email_address])
    phone = models.CharField(max_length=40, blank=True)
    note = models.TextField(
        max_length=1000,
        blank=True,
        help_text="For us, such as when to book them or what they cost. We do not send it.",
    )
    options = models.ManyToManyField(
        AccessOption,
        blank=True,
        related_name="+",
        verbose_name="what they are for",
        help_text="They come first in the list when you ask for one of these.",
    )
    in_use = models.BooleanField(
        default=True, help_text="Take the tick away to stop asking them. What you asked stays."
    )

    objects = SupplierQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()  # whoever may change needs

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not (self.email or self.phone):
            raise ValidationError({"email": "Write an email address or a phone number."})


class SupplierRequestQuerySet(models.QuerySet):
    def open(self) -> "SupplierRequestQuerySet":
        """Return those that a supplier may still do, or does."""
        return self.filter(state__in=SupplierRequest.OPEN_STATES)


class SupplierRequest(models.Model):
    """What a supplier was asked to do for a session, and what they said. It names nobody.

    It keeps the date, place and number of people as the supplier was asked: they can differ from
    those of the session and its needs by now. Each change of them is a new `version` with a mail of
    its own.
    """

    class State(models.TextChoices):
        SENT = "sent", "No answer yet"
        BOOKED = "booked", "Booked"
        CANNOT = "cannot", "They cannot"
        WITHDRAWN = "withdrawn", "Called off"

    OPEN_STATES = (State.SENT, State.BOOKED)
    ANSWERS = (State.BOOKED, State.CANNOT)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Idempotency key: the same form sent twice makes one request.
    form_key = models.UUIDField(unique=True, editable=False)
    session = models.ForeignKey(
        "events.Session", on_delete=models.CASCADE, related_name="supplier_requests"
    )
    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="requests")
    needs = models.ManyToManyField(
        AccessNeed, through="events.SupplierRequestNeed", related_name="supplier_requests"
    )
    # As in the needs. Empty: they are in people's own words.
    option_label = models.CharField(max_length=120, blank=True, editable=False)
    what = EncryptedTextField(max_length=120)
    sentence = EncryptedTextField(max_length=300, blank=True)
    words_for_people = EncryptedTextField(max_length=1000, blank=True)

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField(max_length=1000)
    people = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    # What the supplier knew before this version, "" if nothing.
    earlier_line = EncryptedTextField(blank=True, editable=False)

    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    answer_words = EncryptedTextField(max_length=500, blank=True)
    sent_by = models.ForeignKey(
        "hub.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SupplierRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Request {self.pk}"

    @property
    def line(self) -> str:
        """Return all that was asked for, on one line."""
        when = format_time_range(self.starts_at, self.ends_at)
        return f"{self.what}, {when}, UK time, {self.place}, {people_count(self.people)}"


class SupplierRequestNeed(models.Model):
    """A need that a supplier was asked about.

    `changed_at` is that of the need when a request last moved it: a need with another one was
    answered otherwise since.
    """

    request = models.ForeignKey(SupplierRequest, on_delete=models.CASCADE, related_name="links")
    need = models.ForeignKey(AccessNeed, on_delete=models.CASCADE, related_name="supplier_links")
    tells_words = models.BooleanField("pass on what they wrote", default=False)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["request", "need"], name="need_once_per_request")
        ]

    def __str__(self) -> str:
        return f"Need {self.need_id} of request {self.request_id}"
