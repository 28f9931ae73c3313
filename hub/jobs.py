"""The registry of the worker's jobs. Apps register theirs in `AppConfig.ready`.

A pass is idempotent, and safe in several processes at once. Never import an app above here.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from hub.error_location import error_location
from hub.job_runs import advice_of, record_run

logger = logging.getLogger(__name__)

PROBLEMS = "problems"
PARTLY = "Some of it could not be done. The log says what."


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
    """A job. `run` returns counts of work done. The worker also runs `prompt` jobs each second.

    `when_failing` says to whoever looks after the site what people miss meanwhile, and what to do.
    """

    name: str
    stage: Stage
    run: Callable[[Pass], Counter[str]]
    prompt: bool = False
    when_failing: str = ""


_jobs: list[Job] = []


def register(
    name: str, stage: Stage, *, prompt: bool = False, when_failing: str = ""
) -> Callable[[Callable[[Pass], Counter[str]]], Callable[[Pass], Counter[str]]]:
    """Register a function as a job: `@register("reminders", Stage.ENQUEUE)`."""

    def decorate(run: Callable[[Pass], Counter[str]]) -> Callable[[Pass], Counter[str]]:
        _jobs.append(Job(name, stage, run, prompt, when_failing))
        return run

    return decorate


def registered_jobs() -> list[Job]:
    """Return the jobs in the order of a pass."""
    return sorted(_jobs, key=lambda job: job.stage)


def run_due_jobs(
    *, now: datetime, stop: Callable[[], bool] = lambda: False, with_tasks: bool = True
) -> dict[str, int]:
    """Run every job and return the counts of work done.

    A failing job is logged and counted under "problems"; the others still run. Each run is
    recorded. Turn `with_tasks` off when background tasks run separately.
    """
    current_pass = Pass(now, stop)
    counts: Counter[str] = Counter()
    for job in registered_jobs():
        if job.stage == Stage.TASKS and not with_tasks:
            continue
        if stop():
            break
        try:
            done = job.run(current_pass)
        except Exception as error:
            counts[PROBLEMS] += 1
            logger.error("%s stopped at %s", job.name.capitalize(), error_location(error))
            problem, advice = error_location(error), advice_of(error)
        else:
            counts.update(done)
            problem, advice = PARTLY if done[PROBLEMS] else "", ""
        record_run(job.name, now=current_pass.moment(), problem=problem, advice=advice)
    return dict(counts)


def run_prompt_jobs(*, now: datetime, stop: Callable[[], bool] = lambda: False) -> None:
    """Run the prompt jobs. Errors propagate."""
    for job in _jobs:
        if job.prompt:
            job.run(Pass(now, stop, prompt=True))
