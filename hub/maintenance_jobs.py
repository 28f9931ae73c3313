"""Jobs of the hub itself: scheduled pages and background tasks."""

from collections import Counter

from hub.jobs import Pass, Stage, register
from hub.scheduled_publishing import publish_scheduled
from hub.task_queue import run_tasks


@register("pages", Stage.PUBLISH)
def _publish(this: Pass) -> Counter[str]:
    return Counter({"pages published or taken down": publish_scheduled(now=this.now)})


@register("tasks", Stage.TASKS)
def _tasks(this: Pass) -> Counter[str]:
    return Counter({"tasks run": run_tasks(stop=this.stop)})
