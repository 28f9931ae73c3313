"""Who looked at needs, and when."""

from django.db import models
from django.utils import timezone


class NeedsAccess(models.Model):
    """A look at the needs of people of one session, or an export of a list of them.

    It holds nothing of what they need, and nothing of who they are.
    """

    class Kind(models.TextChoices):
        SCREEN = "screen", "Looked at what people asked for"
        BOOKING = "booking", "Opened one booking"
        DAY = "day", "Opened the day of a session"
        SHEET = "sheet", "Opened the sheet to print"
        SHEET_WITH_NAMES = "sheet-names", "Opened the sheet to print, with names"
        EXPORT = "export", "Took out the list of who is coming"
        SUPPLIER = "supplier", "Asked a supplier for what people need"
        EXPORT_WITH_NEEDS = "export-needs", "Took out the list, with what they asked for"

    user = models.ForeignKey(
        "hub.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    username = models.CharField("who", max_length=150)  # stays when the login is deleted
    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("what", max_length=20, choices=Kind.choices)
    at = models.DateTimeField("when", default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "looks at needs"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"Look {self.pk}"
