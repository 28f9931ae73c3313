"""The jobs that each pass of the worker runs. Apps register theirs in `AppConfig.ready`; hub knows none of them.

A pass is idempotent, and safe in several processes at once.
"""

import logging
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

logger = logging.getLogger(__name__)

PROBLEMS = "problems"


class Stage(IntEnum):
    """When in a pass a job runs. Within a stage, jobs run in the order in which they were registered."""

    PUBLISH = 1  # pages, offers, dates: what the rest of the pass reads
    ENQUEUE = 2
    RECEIVE = 3
    DELIVER = 4
    TASKS = 5
    PURGE = 6


@dataclass(frozen=True)
class Pass:
    """One pass. `now` is when it began; `stop` is asked between jobs and, by long ones, within.

    `prompt` asks for one batch only, as other things wait.
    """

    now: datetime
    stop: Callable[[], bool] = lambda: False
    prompt: bool = False
    started: float = field(default_factory=lambda: time.monotonic())

    def moment(self) -> datetime:
        """Return the time by now: a claim made with an older time would run out too early."""
        return self.now + timedelta(seconds=time.monotonic() - self.started)


@dataclass(frozen=True)
class Job:
    """`run` returns what was done, in numbers. With `prompt`, the worker also runs it each second."""

    name: str
    stage: Stage
    run: Callable[[Pass], Counter[str]]
    prompt: bool = False


_jobs: list[Job] = []


def register(
    name: str, stage: Stage, *, prompt: bool = False
) -> Callable[[Callable[[Pass], Counter[str]]], Callable[[Pass], Counter[str]]]:
    """Register a function as a job: `@register("reminders", Stage.ENQUEUE)`."""

    def decorate(run: Callable[[Pass], Counter[str]]) -> Callable[[Pass], Counter[str]]:
        _jobs.append(Job(name, stage, run, prompt))
        return run

    return decorate


def run_due_jobs(
    *, now: datetime, stop: Callable[[], bool] = lambda: False, with_tasks: bool = True
) -> dict[str, int]:
    """Run every job, and return what was done.

    A job that fails is logged and counted under "problems", and the others still run. `with_tasks` is off
    where background tasks are run apart.
    """
    here = Pass(now, stop)
    counts: Counter[str] = Counter()
    for job in sorted(_jobs, key=lambda job: job.stage):
        if job.stage == Stage.TASKS and not with_tasks:
            continue
        if stop():
            break
        try:
            counts.update(job.run(here))
        except Exception as error:
            counts[PROBLEMS] += 1
            logger.error("%s stopped at %s", job.name.capitalize(), error_location(error))
    return dict(counts)


def run_prompt_jobs(*, now: datetime, stop: Callable[[], bool] = lambda: False) -> None:
    """Run the jobs that people wait for. Errors are raised."""
    for job in _jobs:
        if job.prompt:
            job.run(Pass(now, stop, prompt=True))


def error_location(error: Exception) -> str:
    """Return kind and place of an error, without its text: that can hold somebody's address or words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
