"""Mails, composed from the rows as they are at send time; their text is in `templates/emails/`."""

from events.emails.compose import compose
from events.emails.digest import compose_digest
from events.emails.erased_invite import compose_erased  # registers itself
from events.emails.form_link import compose_form_link  # registers itself
from events.emails.snapshot import snapshot_of
