"""Concurrent guests for load tests of a scratch site: each guest makes one booking."""

import itertools
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench import Site, run_concurrently

from tests.guest import Guest

SETTLE_TIME = 0.003  # seconds until a web process is idle after a response


@dataclass
class Crowd:
    """The guests of one run.

    Every third has an access need; every tenth cancels, so that the waiting list moves.
    """

    site: Site
    paths: list[str]
    guests: list[Guest] = field(default_factory=list)
    guests_by_path: dict[str, list[Guest]] = field(default_factory=lambda: defaultdict(list))
    cancelled: Counter[str] = field(default_factory=Counter)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def book_in_sequence(self, seconds: float) -> tuple[list[Guest], list[float]]:
        """Book in sequence. Return the guests, and the CPU milliseconds of each booking POST."""
        before, cpu_ms = len(self.guests), []

        def book() -> None:
            guest, path = self._next_guest()
            guest.fill_in(path)
            start = self.site.cpu_ms()
            guest.press()
            time.sleep(SETTLE_TIME)
            cpu_ms.append(self.site.cpu_ms() - start)
            guest.look()

        run_concurrently(1, seconds, book)
        return self.guests[before:], cpu_ms

    def book_in_parallel(self, seconds: float, clients: int) -> tuple[list[Guest], float]:
        """Book in parallel. Return the guests and the elapsed seconds."""
        before, start = len(self.guests), time.perf_counter()
        run_concurrently(clients, seconds, self._book)
        return self.guests[before:], time.perf_counter() - start

    def _book(self) -> None:
        guest, path = self._next_guest()
        guest.book_at(path)
        if guest.name.endswith("9") and guest.token:
            guest.cancel()
            self.cancelled[path] += 1

    def _next_guest(self) -> tuple[Guest, str]:
        number = next(self._numbers)
        path = self.paths[number % len(self.paths)]
        guest = Guest(
            f"127.0.0.1:{self.site.port}",
            f"Guest {number}",
            f"guest{number}@example.org",
            need="Please read the chat aloud" if number % 3 == 0 else "",
        )
        self.guests.append(guest)
        self.guests_by_path[path].append(guest)
        return guest, path


def request_bare_view(site: Site, seconds: float, clients: int) -> tuple[list[Guest], float]:
    """Request the bare view. Return the clients and the CPU milliseconds per response."""
    guests = [Guest(f"127.0.0.1:{site.port}", "", "") for _ in range(clients)]
    next_client = itertools.cycle(guests)
    start = site.cpu_ms()
    run_concurrently(clients, seconds, lambda: next(next_client).ask("bare", "/bare/"))
    time.sleep(SETTLE_TIME)
    return guests, (site.cpu_ms() - start) / sum(len(guest.visits) for guest in guests)
