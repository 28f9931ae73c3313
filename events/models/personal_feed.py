import uuid

from django.db import models
from django.utils import timezone


class PersonalFeed(models.Model):
    """One person's own calendar feed: all bookings of their e-mail address, which is in lower case.

    The feed's secret address is signed from `uid` and stored nowhere. Deleting the row revokes it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"Own feed {self.pk}"
