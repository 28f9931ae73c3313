"""What is wrong with the running site, for whoever looks after it. Apps register checks of their own.

`/health/` is for machines: it says "ok" while the site can answer.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.template.defaultfilters import pluralize
from django_tasks_db.models import DBTaskResult

from hub.dates import format_moment
from hub.error_location import error_location
from hub.jobs import Stage, registered_jobs
from hub.models import JobRun

SILENT_AFTER = timedelta(minutes=20)  # a pass is each minute, and is recorded each five
FAILING_FOR = timedelta(minutes=10)
FAILED_TASKS_SHOWN = timedelta(days=7)
LEAST_FREE = 0.05  # of a disk
LOOK_AT_LOG = "Look in the log of the worker: it says the same, with the time."


@dataclass(frozen=True)
class Finding:
    """Something that is wrong, in a sentence, and what to do about it."""

    what: str
    to_do: str
    url: str = ""
    url_words: str = ""


CheckFunction = Callable[[datetime], Iterable[Finding]]


@dataclass(frozen=True)
class Result:
    """A check that was made. Without findings all is well."""

    name: str
    findings: tuple[Finding, ...]


_checks: list[tuple[str, CheckFunction]] = []


def register_check(name: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a function that yields what is wrong, under the name of what it looks at."""

    def decorate(check: CheckFunction) -> CheckFunction:
        _checks.append((name, check))
        return check

    return decorate


def run_checks(now: datetime) -> list[Result]:
    """Make all checks. One that fails is a finding itself."""
    return [Result(name, tuple(_findings(check, now))) for name, check in _checks]


def _findings(check: CheckFunction, now: datetime) -> Iterator[Finding]:
    try:
        yield from check(now)
    except Exception as error:
        yield Finding(f"We could not look: {error_location(error)}.", LOOK_AT_LOG)


@register_check("The worker")
def _worker(now: datetime) -> Iterator[Finding]:
    """Find a worker that does nothing. Nothing else of the page is up to date then."""
    last = JobRun.objects.order_by("-ran_at").values_list("ran_at", flat=True).first()
    if last is None:
        what = "The worker has never run. So no email goes out, and nothing is deleted on time."
    elif last < now - SILENT_AFTER:
        what = (
            f"The worker has done nothing since {format_moment(last)}. So no email goes out, and "
            "nothing is deleted on time."
        )
    else:
        return
    yield Finding(what, "Start it: manage.py worker. Or let cron call manage.py run_due.")


@register_check("What the worker does")
def _jobs(now: datetime) -> Iterator[Finding]:
    """Find jobs that go on failing, and those that the worker leaves out.

    A server that is away for a moment is no finding. Under the worker, tasks are not run as a job.
    """
    runs = {run.name: run for run in JobRun.objects.all()}
    last = max((run.ran_at for run in runs.values()), default=None)
    for job in registered_jobs():
        run = runs.get(job.name)
        if run is None or job.stage == Stage.TASKS:
            continue
        if run.failing_since and run.failing_since <= now - FAILING_FOR:
            yield Finding(
                f"“{job.name.capitalize()}” does not work since {format_moment(run.failing_since)}. "
                f"{job.when_failing} It says: {run.problem}",
                run.advice or LOOK_AT_LOG,
            )
        elif last and run.ran_at < last - SILENT_AFTER:
            yield Finding(
                f"“{job.name.capitalize()}” has not run since {format_moment(run.ran_at)}, though "
                f"the worker has. {job.when_failing}",
                "Start the worker again.",
            )


@register_check("Background tasks")
def _tasks(now: datetime) -> Iterator[Finding]:
    failed = DBTaskResult.objects.failed().filter(finished_at__gte=now - FAILED_TASKS_SHOWN)
    names = Counter(path.rpartition(".")[2] for path in failed.values_list("task_path", flat=True))
    if names:
        listed = ", ".join(f"{name} ({number})" for name, number in sorted(names.items()))
        yield Finding(
            f"These tasks failed in the last 7 days: {listed}.",
            "A search or a picture may be old, or a mail to people who work on the site did not go "
            "out. Save the page again, or run manage.py update_index.",
        )
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lte=now - SILENT_AFTER)
    if number := waiting.count():
        yield Finding(
            f"{number} task{pluralize(number, ' waits,s wait')} for more than 20 minutes.",
            "There may be many pictures to make: look again in an hour. Else start the worker again.",
        )


@register_check("The disk")
def _disk(now: datetime) -> Iterator[Finding]:
    places = {"uploads": Path(settings.MEDIA_ROOT)}
    if connection.vendor == "sqlite":
        places["the database"] = Path(connection.settings_dict["NAME"]).parent
    for name, folder in places.items():
        if not folder.exists():
            continue  # nothing was uploaded yet
        usage = shutil.disk_usage(folder)
        if usage.free < LEAST_FREE * usage.total:
            yield Finding(
                f"The disk with {name} is nearly full: {usage.free // 2**20} MB are free.",
                "Make room, or get a larger disk. When it is full, nobody can book.",
            )


@register_check("The cache")
def _cache(now: datetime) -> Iterator[Finding]:
    cache.get("health")  # ask Redis, if there is one
    if getattr(cache, "is_away", False):
        yield Finding(
            "Redis cannot be reached. Pages go on without it, a little slower.",
            "Look if Redis runs, and at CACHE_URL.",
        )
