"""Check of the email backend."""

from django.conf import settings


def mail_stays_here() -> bool:
    """Return whether emails are written to local files instead of sent."""
    return settings.MAIL_SERVER_BACKEND == "hub.eml_backend.EmlFileBackend"
