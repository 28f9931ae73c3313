"""The domain of new UIDs. A row keeps the one it began with: see `uid_domain` of the models."""

from urllib.parse import urlsplit

from django.conf import settings


def current_uid_domain() -> str:
    return settings.CALENDAR_DOMAIN or urlsplit(settings.BASE_URL).hostname or "localhost"
