"""The background task queue: staff mail, search index, reference index, renditions."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from hub.jobs import Pass, Stage, register

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # no task takes so long: its worker or its database has stopped
MAX_ATTEMPTS = 5  # a task that ends its worker each time must not go on for ever
DATABASE_ERRORS = ("django.db.utils.OperationalError", "django.db.utils.InterfaceError")


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


def requeue_interrupted_tasks(*, now: datetime) -> int:
    """Make tasks ready again whose worker or database stopped, once their lease has ended.

    Return how many. All tasks are idempotent, but for mail, which can then arrive twice.
    """
    count = 0
    interrupted = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.RUNNING)
        | Q(status=TaskResultStatus.FAILED, exception_class_path__in=DATABASE_ERRORS),
        started_at__lte=now - LEASE,
    )
    for task in interrupted:
        if len(task.worker_ids) < MAX_ATTEMPTS:
            changes: dict[str, Any] = {"status": TaskResultStatus.READY, "finished_at": None}
        elif task.status == TaskResultStatus.RUNNING:
            changes = {"status": TaskResultStatus.FAILED, "finished_at": now}
            logger.error("Task %s was interrupted %s times: given up", task.pk, MAX_ATTEMPTS)
        else:
            continue
        # Only if no other worker has been faster.
        unchanged = interrupted.filter(pk=task.pk, started_at=task.started_at)
        count += unchanged.update(**changes)
    return count


@register(
    "interrupted tasks",
    Stage.ENQUEUE,
    when_failing="Work that was cut short is not taken up again.",
)
def _requeue_interrupted_tasks_of_pass(this: Pass) -> Counter[str]:
    return +Counter({"interrupted tasks": requeue_interrupted_tasks(now=this.now)})


@register("tasks", Stage.TASKS)
def _run_tasks_of_pass(this: Pass) -> Counter[str]:
    return Counter({"tasks run": run_tasks(stop=this.stop)})
