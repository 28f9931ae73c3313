"""What an editor sent to make summaries from, until the drafts are made, and for a week after the start."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from hub.encryption import EncryptedJSONField


class SummaryImport(models.Model):
    """A file or text, and what was found in it. Only its owner sees it.

    The file goes as soon as it is read. `contents` are parts: see `stories.importing.placements`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        READING = "reading", "Being read"
        READY = "ready", "Ready for you to look at"
        FAILED = "failed", "Could not be read"
        DONE = "done", "Draft made"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="summary_imports"
    )
    # The session from which it was begun. A file with several sessions finds each by its day.
    session = models.ForeignKey(
        "events.SessionPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    file_name = models.CharField(max_length=200, blank=True)
    file = models.BinaryField(null=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    problem = models.CharField("why it could not be read", max_length=300, blank=True)
    contents: Any = EncryptedJSONField(default=dict)
    choices = models.JSONField(default=dict)
    drafts: models.ManyToManyField = models.ManyToManyField(
        "wagtailcore.Page", blank=True, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    @property
    def label(self) -> str:
        """Return what its owner knows it by."""
        return self.file_name or "Words that you pasted"


class ImportedPicture(models.Model):
    """A picture from the file, checked as uploads are. It is nowhere public before its draft."""

    summary_import = models.ForeignKey(
        SummaryImport, on_delete=models.CASCADE, related_name="pictures"
    )
    key = models.CharField(max_length=32)
    extension = models.CharField(max_length=5)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["summary_import", "key"], name="picture_once_per_import"
            )
        ]

    def __str__(self) -> str:
        return f"Picture {self.pk}"
