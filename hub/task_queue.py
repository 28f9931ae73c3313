"""The background task queue: search index, reference index, renditions."""

from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from hub.jobs import Pass, Stage, register


def run_tasks(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Run ready tasks one at a time until none is left. Return how many ran.

    Safe in several processes at once: each task is claimed under a lock.
    """
    if settings.TASKS["default"]["BACKEND"] != "django_tasks_db.DatabaseBackend":
        return 0
    count = 0
    while not stop() and DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=get_random_string(32),
        ).run()
        count += 1
    return count


@register("tasks", Stage.TASKS)
def _run_tasks_of_pass(this: Pass) -> Counter[str]:
    return Counter({"tasks run": run_tasks(stop=this.stop)})
