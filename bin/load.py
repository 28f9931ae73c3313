"""Book under load: concurrent guests complete the whole booking form repeatedly, for a minute.

A scratch site with its initial pages runs as in production: gunicorn with two workers, the worker
sending to a local mail server, SQLite, or a scratch database on the PostgreSQL server in
DATABASE_URL. Guests request and post each page as a browser without JavaScript; see `Crowd`.
Exits with 1 when an aim is missed.

The guests are threads on the same machine: locust would measure no more, and adds twenty packages.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import inside, make_bench_site, serving  # noqa: E402
from crowd import Crowd, ask_bare  # noqa: E402
from scratch import scratch_database, worker  # noqa: E402

from tests.guest import GONE, Guest, Visit  # noqa: E402
from tests.mailserver import MailServer  # noqa: E402

WARM = 3  # seconds until each process has loaded its templates
ALONE = 5  # seconds for one guest, and for the bare view
MAIL_WAIT = 120  # seconds to wait for the last emails after the last booking
MOST_TIMES_BARE, MOST_P95_MS, CLIENTS = 50, 300, 8
BOOKS = "POST check: books"
SCRIPT = "sessions_to_book.py"


def wait_for_mails(environment: dict[str, str]) -> dict:
    """Return the counts once no notice is due, or after MAIL_WAIT."""
    until = time.monotonic() + MAIL_WAIT
    while (counted := inside(environment, SCRIPT, "count"))["owed"] and time.monotonic() < until:
        time.sleep(1)
    return counted


def ms(times: list[float], share: float) -> float:
    """Return the percentile `share` (0 to 1) of the times, in milliseconds."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def times_of(row: str, people: list[Guest]) -> list[float]:
    return [v.seconds for guest in people for v in guest.visits if row_of(v) == row]


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
    """Yield whether each session's places, bookings and notices match what guests saw."""
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
    ours = [each for each in taken.recipients if each.startswith("guest")]
    well = len(ours) == counted["sent"] and not counted["owed"] and not counted["failed"]
    return well, f"{len(ours)} mails sent to them, {counted['owed']} still owed"


def times_bare(who: str, books: float, bare: float) -> tuple[bool, str]:
    """Compare booking with the bare view, both in milliseconds."""
    words = f"{who}: to book takes {books:.1f} ms at the median, a bare view {bare:.2f} ms"
    times = books / bare if bare else 0.0
    return times <= MOST_TIMES_BARE, f"{words}: {times:.0f} x (at most {MOST_TIMES_BARE})"


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
        environment = make_bench_site(folder, content="start_site", DATABASE_URL=database) | {
            "SECURE_SSL_REDIRECT": "off",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
        }
        paths = inside(environment, SCRIPT, "make")
        print(f"{database.partition(':')[0]}, {options.clients} clients, load {os.getloadavg()}")
        bare_environment = {**environment, "DJANGO_SETTINGS_MODULE": ""}
        with serving("bench_app.bare", bare_environment, "/bare/") as bare:
            bare_one, bare_work = ask_bare(bare, ALONE, 1)
            bare_many, _ = ask_bare(bare, ALONE, options.clients)
        with serving("hub.wsgi", environment, "/health/") as site:
            crowd = Crowd(site, paths)
            crowd.one_by_one(WARM)
            one_by_one, work = crowd.one_by_one(ALONE)
            with worker(environment):
                people, seconds = crowd.at_once(options.seconds, options.clients)
                load = os.getloadavg()
                counted = wait_for_mails(environment)

    print_times(people, seconds)
    aims = [
        (not (errors := [v for g in crowd.people for v in g.errors]), f"{len(errors)} errors"),
        (not (lost := [g for g in crowd.people if g.problem]), f"{len(lost)} who could not book"),
        *promises(crowd, counted),
        mails(counted, mail_server),
    ]
    if options.clients <= CLIENTS:
        many, bare_times = times_of(BOOKS, people), times_of("bare", bare_many)
        p95 = ms(many, 0.95)
        one = times_of(BOOKS, one_by_one), times_of("bare", bare_one)
        aims += [
            times_bare("work of one", median(work), bare_work),
            times_bare("one alone", ms(one[0], 0.5), ms(one[1], 0.5)),
            times_bare(f"{options.clients} at once", ms(many, 0.5), ms(bare_times, 0.5)),
            (
                p95 < MOST_P95_MS,
                f"{options.clients} at once: p95 {p95:.0f} ms (under {MOST_P95_MS})",
            ),
        ]
    print(f"load {load}\n")
    for reached, words in aims:
        print(f"{'ok    ' if reached else 'MISSED'}  {words}")
    for guest in lost[:5]:
        print(f"        {guest.problem}")
    sys.exit(0 if all(reached for reached, _ in aims) else 1)


if __name__ == "__main__":
    main()
