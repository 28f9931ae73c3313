"""Mails, composed from the rows as they are at send time; their text is in `templates/emails/`."""

from events.emails.compose import WRITERS, compose
from events.emails.invitation import compose_invitation
from events.emails.snapshot import snapshot_of
from events.emails.subscription import compose_alert, compose_confirmation
from events.models import Notice

WRITERS[Notice.Kind.INVITATION] = compose_invitation
WRITERS[Notice.Kind.FOLLOW] = compose_confirmation
WRITERS[Notice.Kind.NEWS] = compose_alert

__all__ = ["compose", "snapshot_of"]
