"""What suppliers add to the core's screens."""

from datetime import datetime
from typing import Any

from events import extension_points
from events.models import Session
from events.models.permissions import Someone, may_change_needs
from events.suppliers.overview import requests_of, to_tell


@extension_points.session_screen.register
def _session_screen(session: Session, user: Someone, now: datetime) -> dict[str, Any]:
    return {"supplier_lines": requests_of(session, now) if may_change_needs(user) else []}


@extension_points.arrange_screen.register
def _arrange_screen(user: Someone, now: datetime) -> dict[str, Any]:
    return {"suppliers_to_tell": to_tell(now) if may_change_needs(user) else []}
