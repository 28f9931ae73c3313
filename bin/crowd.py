"""Concurrent guests for load tests of a scratch site: each guest makes one booking."""

import itertools
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench import Site, together

from tests.guest import Guest

SETTLE = 0.003  # seconds until a web process is idle after a response


@dataclass
class Crowd:
    """The guests of one run.

    Every third has an access need; every tenth cancels, so that the waiting list moves.
    """

    site: Site
    paths: list[str]
    people: list[Guest] = field(default_factory=list)
    at: dict[str, list[Guest]] = field(default_factory=lambda: defaultdict(list))
    cancelled: Counter[str] = field(default_factory=Counter)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def one_by_one(self, seconds: float) -> tuple[list[Guest], list[float]]:
        """Book in sequence. Return the guests, and the CPU milliseconds of each booking POST."""
        before, work = len(self.people), []

        def book() -> None:
            guest, path = self._next()
            guest.fill_in(path)
            start = self.site.work()
            guest.press()
            time.sleep(SETTLE)
            work.append(self.site.work() - start)
            guest.look()

        together(1, seconds, book)
        return self.people[before:], work

    def at_once(self, seconds: float, clients: int) -> tuple[list[Guest], float]:
        """Book in parallel. Return the guests and the elapsed seconds."""
        before, start = len(self.people), time.perf_counter()
        together(clients, seconds, self._book)
        return self.people[before:], time.perf_counter() - start

    def _book(self) -> None:
        guest, path = self._next()
        guest.book_at(path)
        if guest.name.endswith("9") and guest.token:
            guest.cancel()
            self.cancelled[path] += 1

    def _next(self) -> tuple[Guest, str]:
        number = next(self._numbers)
        path = self.paths[number % len(self.paths)]
        guest = Guest(
            f"127.0.0.1:{self.site.port}",
            f"Guest {number}",
            f"guest{number}@example.org",
            need="Please read the chat aloud" if number % 3 == 0 else "",
        )
        self.people.append(guest)
        self.at[path].append(guest)
        return guest, path


def ask_bare(site: Site, seconds: float, clients: int) -> tuple[list[Guest], float]:
    """Request the bare view. Return the clients and the CPU milliseconds per response."""
    visitors = [Guest(f"127.0.0.1:{site.port}", "", "") for _ in range(clients)]
    turns = itertools.cycle(visitors)
    start = site.work()
    together(clients, seconds, lambda: next(turns).ask("bare", "/bare/"))
    time.sleep(SETTLE)
    return visitors, (site.work() - start) / sum(len(each.visits) for each in visitors)
