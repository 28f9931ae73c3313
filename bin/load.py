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
from statistics import median

from bench import make_bench_site, run_inside_django, serving
from crowd import Crowd, request_bare_view
from scratch import scratch_database, worker

from tests.guest import GONE, Guest
from tests.mailserver import MailServer

WARM_UP = 3  # seconds until each process has loaded its templates
SINGLE_SECONDS = 5  # seconds for one guest, and for the bare view
MAIL_WAIT = 120  # seconds to wait for the last emails after the last booking
MAX_TIMES_BARE, MAX_P95_MS, CLIENTS = 50, 300, 8
BOOKS = "POST check: books"
SCRIPT = "sessions_to_book.py"


def wait_for_emails(environment: dict[str, str]) -> dict:
    """Return the counts once no notice is due, or after MAIL_WAIT."""
    until = time.monotonic() + MAIL_WAIT
    while True:
        counts = run_inside_django(environment, SCRIPT, "count")
        if not counts["due"] or time.monotonic() >= until:
            return counts
        time.sleep(1)


def percentile_ms(times: list[float], share: float) -> float:
    """Return the percentile `share` (0 to 1) of the times, in milliseconds."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def times_by_row(guests: list[Guest]) -> dict[str, list[float]]:
    rows: dict[str, list[float]] = defaultdict(list)
    for visit in (visit for guest in guests for visit in guest.visits):
        row = visit.what
        if row == "POST check":
            row = "POST check: just full" if visit.status == GONE else BOOKS
        rows[row].append(visit.seconds)
    return rows


def row_ms(row: str, guests: list[Guest], share: float = 0.5) -> float:
    return percentile_ms(times_by_row(guests)[row], share)


def print_times(guests: list[Guest], seconds: float) -> None:
    rows = times_by_row(guests)
    print(f"\n{'':24}{'times':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for name, times in rows.items():
        figures = "".join(f"{percentile_ms(times, share):9.1f}" for share in (0.5, 0.95, 0.99))
        print(f"{name:24}{len(times):8}{figures}")
    requests = sum(len(times) for times in rows.values())
    print(
        f"\n{len(guests)} bookings and {requests} requests in {seconds:.0f} seconds: "
        f"{len(guests) / seconds:.1f} bookings and {requests / seconds:.0f} requests a second"
    )


def check_sessions(crowd: Crowd, counts: dict) -> Iterator[tuple[bool, str]]:
    """Yield whether each session's places, bookings and notices match what guests saw."""
    for path, session in counts["sessions"].items():
        guests, states = crowd.guests_by_path[path], Counter(session["states"])
        notices, shown = Counter(session["notices"]), Counter(guest.told for guest in guests)
        limit, taken = session["places"], session["taken"]
        full = limit is not None and states["waiting"] > 0
        fits = limit is None or (taken == limit if full else taken <= limit)
        yield fits, f"{taken} places taken of {limit or 'any number'}, {states['waiting']} wait"
        agrees = (
            sum(states.values()) == len({guest.token for guest in guests})
            and notices["confirmation"] == shown["booked"]
            and notices["waiting"] == shown["waiting"]
            and notices["cancellation"] == states["cancelled"] == crowd.cancelled[path]
        )
        yield agrees, f"  {shown['booked']} were told booked, {shown['waiting']} waiting, as stored"


def check_emails(counts: dict, mail_server: MailServer) -> tuple[bool, str]:
    ours = [each for each in mail_server.recipients if each.startswith("guest")]
    well = len(ours) == counts["sent"] and not counts["due"] and not counts["failed"]
    return well, f"{len(ours)} mails sent to them, {counts['owed']} still owed"


def compare(what: str, booking: float, bare: float) -> tuple[bool, str]:
    """Compare booking with the bare view, both in milliseconds."""
    text = f"{what}: to book takes {booking:.1f} ms at the median, a bare view {bare:.2f} ms"
    times = booking / bare if bare else 0.0
    return times <= MAX_TIMES_BARE, f"{text}: {times:.0f} x (at most {MAX_TIMES_BARE})"


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
        paths = run_inside_django(environment, SCRIPT, "make")
        print(f"{database.partition(':')[0]}, {options.clients} clients, load {os.getloadavg()}")
        bare_environment = {**environment, "DJANGO_SETTINGS_MODULE": ""}
        with serving("bench_app.bare", bare_environment, "/bare/") as bare:
            bare_one, bare_cpu_ms = request_bare_view(bare, SINGLE_SECONDS, 1)
            bare_many, _ = request_bare_view(bare, SINGLE_SECONDS, options.clients)
        with serving("hub.wsgi", environment, "/health/") as site:
            crowd = Crowd(site, paths)
            crowd.book_in_sequence(WARM_UP)
            sequential, cpu_ms = crowd.book_in_sequence(SINGLE_SECONDS)
            with worker(environment):
                guests, seconds = crowd.book_in_parallel(options.seconds, options.clients)
                load = os.getloadavg()
                counts = wait_for_emails(environment)

    print_times(guests, seconds)
    aims = [
        (not (errors := [v for g in crowd.guests for v in g.errors]), f"{len(errors)} errors"),
        (not (lost := [g for g in crowd.guests if g.problem]), f"{len(lost)} who could not book"),
        *check_sessions(crowd, counts),
        check_emails(counts, mail_server),
    ]
    if options.clients <= CLIENTS:
        p95 = row_ms(BOOKS, guests, 0.95)
        aims += [
            compare("work of one", median(cpu_ms), bare_cpu_ms),
            compare("one alone", row_ms(BOOKS, sequential), row_ms("bare", bare_one)),
            compare(f"{options.clients} at once", row_ms(BOOKS, guests), row_ms("bare", bare_many)),
            (p95 < MAX_P95_MS, f"{options.clients} at once: p95 {p95:.0f} ms (under {MAX_P95_MS})"),
        ]
    print(f"load {load}\n")
    for reached, text in aims:
        print(f"{'ok    ' if reached else 'MISSED'}  {text}")
    for guest in lost[:5]:
        print(f"        {guest.problem}")
    sys.exit(0 if all(reached for reached, _ in aims) else 1)


if __name__ == "__main__":
    main()
