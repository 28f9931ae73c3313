"""The worker's job of subscriptions."""

from collections import Counter

from events.subscriptions.matching import enqueue_alerts
from hub.jobs import Pass, Stage, register


@register("news", Stage.ENQUEUE)
def _alerts(this: Pass) -> Counter[str]:
    return Counter({"news owed": enqueue_alerts(now=this.now)})
