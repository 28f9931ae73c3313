"""What calendar replies add to the core's mails."""

from django.conf import settings

from events import slots


@slots.replies_are_read.register
def _replies_are_read() -> bool:
    return bool(settings.REPLIES_URL)
