"""The worker's job of insights. It runs before the purge of the same pass."""

from collections import Counter

from events.insights.counting import count_sessions, count_ticked
from hub.jobs import Pass, Stage, register


@register("counts", Stage.ENQUEUE)
def _count(this: Pass) -> Counter[str]:
    counts = {
        "sessions counted": count_sessions(now=this.now),
        "headcounts taken": count_ticked(now=this.now),
    }
    return +Counter(counts)
