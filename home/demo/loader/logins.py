"""Sample logins: an editor, an organiser, and a facilitator who runs all sessions."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group

from events.models import SeriesPage
from hub.models import User

PEOPLE = (
    ("editor", "Editors", "Edie"),
    ("organiser", "Organisers", "Olu"),
    ("facilitator", "Facilitators", "Fay"),
)


@dataclass(frozen=True)
class Login:
    username: str
    password: str  # empty for an existing login, unless its password is the known DEBUG one

    def __str__(self) -> str:
        if self.password:
            return f"{self.username} / {self.password}"
        return f"{self.username} (the password is as it was)"


def make_logins() -> list[Login]:
    return [_make_login(*person) for person in PEOPLE]


def _make_login(username: str, group: str, first_name: str) -> Login:
    """Return the login, with a predictable password under DEBUG, else a random one."""
    password = f"{username}-brew" if settings.DEBUG else secrets.token_urlsafe(12)
    user, is_new = User.objects.get_or_create(
        username=username,
        defaults={"first_name": first_name, "email": f"{username}@example.org"},
    )
    if is_new:
        user.set_password(password)
        user.save()
        user.groups.add(Group.objects.get(name=group))
        if group == "Facilitators":
            for series in SeriesPage.objects.all():
                series.facilitators.add(user)
    elif not user.check_password(password):
        password = ""
    return Login(username, password)
