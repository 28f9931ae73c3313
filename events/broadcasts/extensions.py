"""What broadcasts add to the core's screens and phone calls."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from events import extension_points
from events.broadcasts.audience import relevant_notices
from events.broadcasts.create import may_write
from events.broadcasts.delivery_report import reports_of
from events.models import Notice, Session
from events.models.permissions import Someone


@extension_points.session_screen.register
def _session_screen(session: Session, user: Someone, now: datetime) -> dict[str, Any]:
    return {"broadcasts": reports_of(session), "may_write": may_write(session, now)}


@extension_points.read_out.register
def _read_out() -> Q:
    """A copy is read out only if no recipient of it has an address: see `audience`."""
    return Q(kind=Notice.Kind.BROADCAST) & relevant_notices()
