"""What our mails say. Each is written from the rows as they are when it is sent.

`compose` puts a mail together. `readers` knows who reads it, `right` whether it should still go,
`facts` what was told before, `subjects` its first line, `invite` its calendar part. The words are in
`templates/emails/`, one pair of files for each kind of notice. `question` writes to
regulars, `news` to followers.
"""

from events.emails.compose import WRITERS, compose
from events.emails.invitation import write_question
from events.emails.snapshot import facts_of
from events.emails.subscription import write_follow, write_news
from events.models import Notice

WRITERS[Notice.Kind.INVITATION] = write_question
WRITERS[Notice.Kind.FOLLOW] = write_follow
WRITERS[Notice.Kind.NEWS] = write_news

__all__ = ["compose", "facts_of"]
