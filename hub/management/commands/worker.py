import logging
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from hub.jobs import error_location, run_due_jobs, run_prompt_jobs
from hub.task_queue import run_tasks

logger = logging.getLogger("events.worker")

PASS_EVERY = 60.0  # seconds between two passes over all that is due
LOOK_EVERY = 1.0  # seconds between two looks for mails and tasks
LONGEST_REST = 30.0  # seconds to wait when the database gives trouble again and again


class Command(BaseCommand):
    help = "Do all that is due, promptly and for ever. Stop it with SIGTERM or Ctrl-C."

    stopping = False

    def handle(self, *args: object, **options: object) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        logger.info("The worker has started.")
        next_pass, rest = time.monotonic(), LOOK_EVERY
        while not self.stopping:
            close_old_connections()
            try:
                if time.monotonic() >= next_pass:
                    next_pass = time.monotonic() + PASS_EVERY
                    run_due_jobs(now=timezone.now(), stop=self._is_stopping, with_tasks=False)
                run_prompt_jobs(now=timezone.now(), stop=self._is_stopping)
                # A mail does not wait until the pictures of all pages have been cut to size.
                ran = run_tasks(stop=self._time_to_look())
                rest = 0.0 if ran else LOOK_EVERY
            except Exception as error:
                logger.error("The worker met %s. It goes on.", error_location(error))
                rest = min(max(2 * rest, LOOK_EVERY), LONGEST_REST)
            self._wait(rest)
        logger.info("The worker has stopped.")

    def _wait(self, seconds: float) -> None:
        # Python goes on sleeping after a signal, so many short sleeps let us stop soon.
        until = time.monotonic() + seconds
        while not self.stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.5))

    def _time_to_look(self) -> Callable[[], bool]:
        """Says when tasks should make way for another look for mails."""
        until = time.monotonic() + LOOK_EVERY
        return lambda: self.stopping or time.monotonic() >= until

    def _is_stopping(self) -> bool:
        return self.stopping

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
