"""Book under load: several people at once go through the whole form, again and again, for a minute.

A scratch site with the sample content, as in production: gunicorn with two workers, the worker process
sending to a mail server on this machine, SQLite, or a database of its own on the PostgreSQL server in
DATABASE_URL. Everybody reads and sends each page as a browser without JavaScript does; some ask for
something, and every tenth cancels, so that people move up. Ends with 1 when an aim is missed.

The people are threads of this program, on the same machine. A tool such as locust would measure no
more, and would bring twenty packages to everyone who runs the tests.
"""

import argparse
import contextlib
import itertools
import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402
from bench import Site, gunicorn, make_site  # noqa: E402

from tests.guest import GONE, Guest, Visit  # noqa: E402
from tests.mailserver import MailServer  # noqa: E402

ALONE = 5  # seconds for one person, and for the bare view
MAIL_WAIT = 120  # seconds for the last mails after the last booking
MOST_TIMES_BARE, MOST_P95_MS, CLIENTS = 50, 300, 8
BOOKS = "POST check: books"


@dataclass
class Crowd:
    """So many people at once, each new person a new booking."""

    host: str
    paths: list[str]
    people: list[Guest] = field(default_factory=list)
    at: dict[str, list[Guest]] = field(default_factory=lambda: defaultdict(list))
    cancelled: Counter[str] = field(default_factory=Counter)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def book(self, seconds: float, clients: int) -> tuple[list[Guest], float]:
        """Who came in this time, and how long it really took."""
        before, start = len(self.people), time.perf_counter()
        together(clients, seconds, self._one_more)
        return self.people[before:], time.perf_counter() - start

    def _one_more(self) -> None:
        number = next(self._numbers)
        path = self.paths[number % len(self.paths)]
        need = "Please read the chat aloud" if number % 3 == 0 else ""
        guest = Guest(self.host, f"Guest {number}", f"guest{number}@example.org", need=need)
        self.people.append(guest)
        self.at[path].append(guest)
        guest.book_at(path)
        if number % 10 == 9 and guest.token:
            guest.cancel()
            self.cancelled[path] += 1


def together(clients: int, seconds: float, act: Callable[[], object]) -> None:
    until = time.perf_counter() + seconds

    def again_and_again() -> None:
        while time.perf_counter() < until:
            act()

    threads = [threading.Thread(target=again_and_again) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def bare_times(site: Site, clients: int) -> list[float]:
    """Seconds that the bare view takes, asked by the same kind of client."""
    visitor = Guest(host_of(site), "", "")
    together(clients, ALONE, lambda: visitor.ask("bare", "/bare/"))
    assert not visitor.errors, visitor.problem
    return [visit.seconds for visit in visitor.visits]


def host_of(site: Site) -> str:
    return f"127.0.0.1:{site.port}"


@contextlib.contextmanager
def scratch_database(folder: str) -> Iterator[str]:
    """Its address. On a PostgreSQL server a new database, which is dropped afterwards."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder}/hub.sqlite3"
        return
    name = f"hub_load_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def worker(environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
        assert process.poll() is None, "the worker has ended"
    finally:
        process.terminate()
        process.wait(timeout=60)


def inside(environment: dict[str, str], what: str) -> dict:
    done = subprocess.run(
        [sys.executable, ROOT / "bin/bench_app/sessions_to_book.py", what],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


def wait_for_mails(environment: dict[str, str]) -> dict:
    """What the database says when nothing is owed any more."""
    until = time.monotonic() + MAIL_WAIT
    while (counted := inside(environment, "count"))["owed"] and time.monotonic() < until:
        time.sleep(1)
    return counted


def ms(times: list[float], share: float) -> float:
    """The time in milliseconds that this share of them does not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def booking_times(people: list[Guest]) -> list[float]:
    return [v.seconds for guest in people for v in guest.visits if row_of(v) == BOOKS]


def row_of(visit: Visit) -> str:
    if visit.what != "POST check":
        return visit.what
    return "POST check: just full" if visit.status == GONE else BOOKS


def print_times(people: list[Guest], seconds: float) -> None:
    rows: dict[str, list[float]] = defaultdict(list)
    for guest in people:
        for visit in guest.visits:
            rows[row_of(visit)].append(visit.seconds)
    print(f"\n{'':24}{'times':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for name, times in rows.items():
        figures = "".join(f"{ms(times, share):9.1f}" for share in (0.5, 0.95, 0.99))
        print(f"{name:24}{len(times):8}{figures}")
    requests = sum(len(times) for times in rows.values())
    print(
        f"\n{len(people)} bookings and {requests} requests in {seconds:.0f} seconds: "
        f"{len(people) / seconds:.1f} bookings and {requests / seconds:.0f} requests a second"
    )


def promises(crowd: Crowd, counted: dict) -> Iterator[tuple[bool, str]]:
    """Whether each session holds what people were told, no more and no less."""
    for path, facts in counted["sessions"].items():
        people, states, told = crowd.at[path], Counter(facts["states"]), Counter(facts["told"])
        said = Counter(guest.told for guest in people)
        limit, taken = facts["places"], facts["taken"]
        full = limit is not None and states["waiting"] > 0
        fits = limit is None or (taken == limit if full else taken <= limit)
        yield fits, f"{taken} places taken of {limit or 'any number'}, {states['waiting']} wait"
        kept = (
            sum(states.values()) == len({guest.token for guest in people})
            and told["confirmation"] == said["booked"]
            and told["waiting"] == said["waiting"]
            and told["cancellation"] == states["cancelled"] == crowd.cancelled[path]
        )
        yield kept, f"  {said['booked']} were told booked, {said['waiting']} waiting: so it is kept"


def mails(counted: dict, taken: MailServer) -> tuple[bool, str]:
    ours = [reader for reader in taken.readers if reader.startswith("guest")]
    well = len(ours) == counted["sent"] and not counted["owed"] and not counted["failed"]
    return well, f"{len(ours)} mails sent to them, {counted['owed']} still owed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        scratch_database(folder) as database,
        MailServer() as mail_server,
    ):
        environment = make_site(folder, database) | {
            "DJANGO_SETTINGS_MODULE": "hub.settings.production",
            "SECURE_SSL_REDIRECT": "off",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
        }
        paths = inside(environment, "make")
        print(f"{database.partition(':')[0]}, {options.clients} clients, load {os.getloadavg()}")
        bare_environment = {**environment, "DJANGO_SETTINGS_MODULE": ""}
        with gunicorn("bench_app.bare", bare_environment, "/bare/") as bare:
            bare_alone = ms(bare_times(bare, 1), 0.5)
            bare_together = ms(bare_times(bare, options.clients), 0.5)
        with gunicorn("hub.wsgi", environment, "/health/") as site:
            crowd = Crowd(host_of(site), paths)
            one_by_one, _ = crowd.book(ALONE, 1)
            with worker(environment):
                people, seconds = crowd.book(options.seconds, options.clients)
                load = os.getloadavg()
                counted = wait_for_mails(environment)

    print_times(people, seconds)
    alone, busy = booking_times(one_by_one), booking_times(people)
    aims = [
        (not (errors := [v for g in crowd.people for v in g.errors]), f"{len(errors)} errors"),
        (not (lost := [g for g in crowd.people if g.problem]), f"{len(lost)} who could not book"),
        *promises(crowd, counted),
        mails(counted, mail_server),
    ]
    if options.clients <= CLIENTS:
        aims += [
            times_bare("one alone", alone, bare_alone),
            times_bare(f"{options.clients} at once", busy, bare_together),
            (ms(busy, 0.95) < MOST_P95_MS, f"p95 {ms(busy, 0.95):.0f} ms (under {MOST_P95_MS})"),
        ]
    print(f"load {load}\n")
    for reached, words in aims:
        print(f"{'ok    ' if reached else 'MISSED'}  {words}")
    for guest in lost[:5]:
        print(f"        {guest.problem}")
    sys.exit(0 if all(reached for reached, _ in aims) else 1)


def times_bare(who: str, times: list[float], bare: float) -> tuple[bool, str]:
    p50 = ms(times, 0.5)
    words = (
        f"{who}: to book takes {p50:.1f} ms at the median, {p50 / bare:.1f} x bare ({bare:.2f} ms)"
    )
    return p50 <= MOST_TIMES_BARE * bare, words


if __name__ == "__main__":
    main()
