"""The worker's job of regulars."""

from collections import Counter

from events.regulars.invitations import enqueue_invitations
from hub.jobs import Pass, Stage, register


@register("questions", Stage.ENQUEUE, when_failing="Those who come every time are not asked.")
def _invitations(this: Pass) -> Counter[str]:
    return Counter({"questions owed": enqueue_invitations(now=this.now)})
