"""The `worker` command."""

import logging
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from hub.error_location import error_location
from hub.jobs import run_due_jobs, run_prompt_jobs
from hub.task_queue import run_tasks

logger = logging.getLogger("events.worker")

PASS_INTERVAL = 60.0  # seconds between passes
POLL_INTERVAL = 1.0  # seconds between polls for emails and tasks
MAX_DELAY = 30.0  # seconds; upper limit of the wait after repeated errors


class Command(BaseCommand):
    help = "Do all that is due, promptly and for ever. Stop it with SIGTERM or Ctrl-C."

    stopping = False

    def handle(self, *args: object, **options: object) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        logger.info("The worker has started.")
        next_pass, delay = time.monotonic(), POLL_INTERVAL
        while not self.stopping:
            close_old_connections()
            try:
                if time.monotonic() >= next_pass:
                    next_pass = time.monotonic() + PASS_INTERVAL
                    run_due_jobs(now=timezone.now(), stop=self._is_stopping, with_tasks=False)
                run_prompt_jobs(now=timezone.now(), stop=self._is_stopping)
                # Emails must not wait until all renditions have been made.
                tasks_run = run_tasks(stop=self._next_poll_is_due())
                delay = 0.0 if tasks_run else POLL_INTERVAL
            except Exception as error:
                logger.error("The worker met %s. It goes on.", error_location(error))
                delay = min(max(2 * delay, POLL_INTERVAL), MAX_DELAY)
            self._wait(delay)
        logger.info("The worker has stopped.")

    def _wait(self, seconds: float) -> None:
        # `time.sleep` resumes after a signal (PEP 475): short sleeps let the worker stop soon.
        deadline = time.monotonic() + seconds
        while not self.stopping and (remaining := deadline - time.monotonic()) > 0:
            time.sleep(min(remaining, 0.5))

    def _next_poll_is_due(self) -> Callable[[], bool]:
        """Return a callable that is true when tasks must yield to the next poll for emails."""
        deadline = time.monotonic() + POLL_INTERVAL
        return lambda: self.stopping or time.monotonic() >= deadline

    def _is_stopping(self) -> bool:
        return self.stopping

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
