"""The worker's jobs of calendar replies."""

from collections import Counter

from events.rsvp.inbox import read_replies
from events.rsvp.unresolved import notify_organisers
from hub.jobs import Pass, Stage, register


@register("answers", Stage.RECEIVE)
def _replies(this: Pass) -> Counter[str]:
    return read_replies(now=this.now, stop=this.stop)


@register("odd answers", Stage.RECEIVE)
def _unresolved(this: Pass) -> Counter[str]:
    return notify_organisers(now=this.now)
