"""Contributions from visitors."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from hub.email_addresses import EmailAddressModelField


class Contribution(models.Model):
    """A contribution from a visitor. Never public: an editor makes a draft page from it."""

    class Kind(models.TextChoices):
        STORY = "story", "A story"
        POEM = "poem", "A poem"
        OTHER = "other", "Something else"

    class Consent(models.TextChoices):
        PUBLISH = "publish", "Yes, you can put it on the site"
        ASK = "ask", "Talk to me first"
        PRIVATE = "private", "No, it is only for you to read"

    form_key = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    title = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    name = models.CharField("what to call them", max_length=120, blank=True)
    wants_no_name = models.BooleanField("wants no name", default=False)
    email = EmailAddressModelField("email", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    consent = models.CharField(max_length=7, choices=Consent.choices)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    read_at = models.DateTimeField(
        "first read", null=True, blank=True, editable=False, help_text="When an editor opened it."
    )
    draft = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
        verbose_name="page made from it",
        help_text="The page that an editor made from it.",
    )

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = "contribution"
        verbose_name_plural = "contributions"

    def __str__(self) -> str:
        # The audit log keeps this text after the row is deleted: no name, no content.
        return f"{self.get_kind_display()}, sent in on {date_format(localtime(self.sent_at))}"

    @property
    def heading(self) -> str:
        """Return the title in the admin and of the draft page."""
        return self.title or f"{self.get_kind_display()} from {self.credit or 'someone'}"

    @property
    def state(self) -> str:
        """Return "Read" once opened by an editor, else "New"."""
        return "Read" if self.read_at else "New"

    @property
    def credit(self) -> str:
        """Return the name to publish, empty if anonymous."""
        return "" if self.wants_no_name else self.name
