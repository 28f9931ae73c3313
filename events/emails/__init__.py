"""What our mails say. Each is written from the rows as they are when it is sent.

`compose` puts a mail together. `readers` knows who reads it, `right` whether it should still go,
`facts` what was told before, `subjects` its first line, `invite` its calendar part. The words are in
`templates/emails/`, one pair of files for each kind of notice. `question` writes to
regulars, `news` to subscribers.
"""

from events.emails.compose import WRITERS, compose
from events.emails.invitation import compose_invitation
from events.emails.snapshot import snapshot_of
from events.emails.subscription import compose_alert, compose_confirmation
from events.models import Notice

WRITERS[Notice.Kind.INVITATION] = compose_invitation
WRITERS[Notice.Kind.FOLLOW] = compose_confirmation
WRITERS[Notice.Kind.NEWS] = compose_alert

__all__ = ["compose", "snapshot_of"]
