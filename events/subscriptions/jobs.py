"""The worker's job of subscriptions."""

from collections import Counter

from events.subscriptions.matching import enqueue_alerts
from hub.jobs import Pass, Stage, register


@register("news", Stage.ENQUEUE, when_failing="People who want news of sessions get none.")
def _alerts(this: Pass) -> Counter[str]:
    return Counter({"news owed": enqueue_alerts(now=this.now)})
