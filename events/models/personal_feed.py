"""Personal calendar feeds."""

import uuid

from django.db import models
from django.utils import timezone


class PersonalFeed(models.Model):
    """A personal calendar feed of all bookings of an e-mail address, which is in lower case.

    Its capability URL is signed from `uid` and never stored. Deleting the row revokes it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"Own feed {self.pk}"
