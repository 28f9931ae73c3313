"""What a new chain of invites begins with. Rows keep it, whatever the settings say later.

Calendars know an event by its UID, and take changes only from its ORGANIZER (RFC 5546 2.1.1).
"""

from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings


def current_uid_domain() -> str:
    return settings.CALENDAR_DOMAIN or urlsplit(settings.BASE_URL).hostname or "localhost"


def current_organizer_email() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
