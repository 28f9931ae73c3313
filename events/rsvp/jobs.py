"""The worker's jobs of calendar replies."""

from collections import Counter

from events.rsvp.inbox import read_replies
from events.rsvp.unresolved import notify_organisers
from hub.jobs import Pass, Stage, register


@register(
    "answers",
    Stage.RECEIVE,
    when_failing=(
        "What people answer in their calendars is not read, and we do not hear of mails that "
        "come back. Let manage.py check_mail run: it says line by line what works."
    ),
)
def _replies(this: Pass) -> Counter[str]:
    return read_replies(now=this.now, stop=this.stop)


@register(
    "odd answers",
    Stage.RECEIVE,
    when_failing=(
        "Organisers do not hear of answers that only a person can read. Look in the folder "
        "Odd of the mailbox."
    ),
)
def _unresolved(this: Pass) -> Counter[str]:
    return notify_organisers(now=this.now)
