"""The record of the worker's runs, for the page "Is all well?"."""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError

from hub.error_location import error_location
from hub.mail_oauth import TokenError
from hub.models import JobRun

logger = logging.getLogger(__name__)

# A run with the same outcome is written down again after so long: each write empties the page cache.
RECORD_EVERY = timedelta(minutes=5)


def record_run(name: str, *, now: datetime, problem: str = "", advice: str = "") -> None:
    """Record a run, with the problem that ended it, if any. Never stops a pass."""
    try:
        _record(name, now, problem[:300], advice[:500])
    except DatabaseError as error:
        logger.error("The run of %s is not recorded: %s", name, error_location(error))


def advice_of(error: Exception) -> str:
    """Return the words of an error that are written for us. Those of others can hold anything."""
    return str(error) if isinstance(error, TokenError) else ""


def _record(name: str, now: datetime, problem: str, advice: str) -> None:
    run = JobRun.objects.filter(name=name).first()
    if run and run.problem == problem and now - run.ran_at < RECORD_EVERY:
        return
    values: dict[str, object] = {"ran_at": now, "problem": problem, "advice": advice}
    if not problem:
        values |= {"succeeded_at": now, "failing_since": None}
    elif run is None or run.failing_since is None:
        values["failing_since"] = now
    JobRun.objects.update_or_create(name=name, defaults=values)
