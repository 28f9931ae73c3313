"""What calendar replies add to the core's mails and pages."""

from django.conf import settings

from events import extension_points
from events.public.views.manage import DONE

DONE["kept-after-no"] = "Thank you. Your booking stays."


@extension_points.replies_are_read.register
def _replies_are_read() -> bool:
    return bool(settings.REPLIES_URL)


@extension_points.declines_act.register
def _declines_act() -> bool:
    return bool(settings.TRUSTED_AUTHSERV_ID)
