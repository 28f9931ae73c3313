"""What texts and letters add to the core."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from events import extension_points
from events.admin.paging import section
from events.channels import sends_letters, sends_texts
from events.models import Session
from events.models.permissions import Someone
from events.texts.report import sent_messages
from events.texts.routes import letter_route, text_route

extension_points.other_channels.register(text_route)
extension_points.other_channels.register(letter_route)


@extension_points.message_lists.register
def _message_lists(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Return the texts and letters of the last weeks, newest first."""
    if not (sends_texts() or sends_letters()):
        return {}
    return {"texts": section(request, "texts", list(sent_messages(now)), size=20)}


@extension_points.session_screen.register
def _session_screen(session: Session, user: Someone, now: datetime) -> dict[str, Any]:
    return {"sends_letters": sends_letters()}
