"""The user model."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. Visitors never have an account."""

    @property
    def display_name(self) -> str:
        return str(self.get_full_name() or self.get_username())
