"""The user model."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. Visitors never have an account."""
