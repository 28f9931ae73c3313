"""The registry of the worker's jobs. Apps register theirs in `AppConfig.ready`.

A pass is idempotent, and safe in several processes at once. Never import an app here.
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
    """The order of jobs within a pass. Jobs of one stage run in order of registration."""

    PUBLISH = 1  # pages, offers, dates: read by the later stages
    ENQUEUE = 2
    RECEIVE = 3
    DELIVER = 4
    TASKS = 5
    PURGE = 6


@dataclass(frozen=True)
class Pass:
    """A pass that began at `now`. `stop` is polled between jobs and within long ones.

    `prompt` limits each job to one batch, because other work is waiting.
    """

    now: datetime
    stop: Callable[[], bool] = lambda: False
    prompt: bool = False
    started: float = field(default_factory=lambda: time.monotonic())

    def moment(self) -> datetime:
        """Return the current time: a claim made with an older time would expire too early."""
        return self.now + timedelta(seconds=time.monotonic() - self.started)


@dataclass(frozen=True)
class Job:
    """A job. `run` returns counts of work done. The worker also runs `prompt` jobs each second."""

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
    """Run every job and return the counts of work done.

    A failing job is logged and counted under "problems"; the others still run. Turn `with_tasks`
    off when background tasks run separately.
    """
    current_pass = Pass(now, stop)
    counts: Counter[str] = Counter()
    for job in sorted(_jobs, key=lambda job: job.stage):
        if job.stage == Stage.TASKS and not with_tasks:
            continue
        if stop():
            break
        try:
            counts.update(job.run(current_pass))
        except Exception as error:
            counts[PROBLEMS] += 1
            logger.error("%s stopped at %s", job.name.capitalize(), error_location(error))
    return dict(counts)


def run_prompt_jobs(*, now: datetime, stop: Callable[[], bool] = lambda: False) -> None:
    """Run the prompt jobs. Errors propagate."""
    for job in _jobs:
        if job.prompt:
            job.run(Pass(now, stop, prompt=True))


def error_location(error: Exception) -> str:
    """Return the class and location of an error, not its text, which can contain personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    location = f" in {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{location}"
