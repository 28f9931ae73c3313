"""What our mails say. Each is written from the rows as they are when it is sent.

`compose` puts a mail together. `readers` knows who reads it, `right` whether it should still go,
`facts` what was told before, `subjects` its first line, `invite` its calendar part. The words are in
`templates/emails/`, one pair of files for each kind of notice. `question` writes to
regulars, `news` to followers.
"""

from events.models import Notice

from .compose import WRITERS, compose
from .facts import facts_of
from .news import write_follow, write_news
from .question import write_question

WRITERS[Notice.Kind.INVITATION] = write_question
WRITERS[Notice.Kind.FOLLOW] = write_follow
WRITERS[Notice.Kind.NEWS] = write_news

__all__ = ["compose", "facts_of"]
