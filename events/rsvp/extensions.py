"""What calendar replies add to the core's mails."""

from django.conf import settings

from events import extension_points


@extension_points.replies_are_read.register
def _replies_are_read() -> bool:
    return bool(settings.REPLIES_URL)
