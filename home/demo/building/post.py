"""Whether what made-up people are sent stays on this machine."""

from django.conf import settings


def mail_stays_here() -> bool:
    """On a developer's machine mail becomes files, and shows what people would get."""
    return settings.MAIL_SERVER_BACKEND == "hub.eml_backend.EmlFileBackend"
