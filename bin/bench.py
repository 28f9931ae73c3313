"""Benchmark the main pages against a bare Django view in the same run. Takes about a minute.

A scratch site with the sample content runs as in production, under gunicorn with two workers. Per
URL: queries, CPU milliseconds of one response ("work"), median time of one client (p50), requests a
second with four; pages both rendered and from the page cache ("cached"). The Python client shares
the machine and costs every row the same; on a busy machine trust "work".
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

from bench_app import SESSION_COOKIE
from scratch import ROOT, gunicorn, make_site

from tests.processes import free_port

SECONDS = 0.8  # of each measurement
CLIENTS = 4
SIZES = (10, 100, 1_000, 10_000)
PEOPLE = 500


class Site:
    """A web server on a local port."""

    def __init__(self, port: int, pid: int) -> None:
        self.port = port
        self.pid = pid  # of the gunicorn master; its children serve requests

    def cpu_ms(self) -> float:
        """Return the CPU milliseconds used by the web processes. Linux only; elsewhere 0."""
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
            nanoseconds = [
                int(Path(f"/proc/{child}/schedstat").read_text().split()[0]) for child in children
            ]
        except FileNotFoundError:
            return 0.0
        return sum(nanoseconds) / 1_000_000

    def request(self, path: str, *headers: str) -> bytes:
        lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "X-Forwarded-Proto: https"]
        return "\r\n".join([*lines, "Connection: close", *headers, "", ""]).encode()

    def send(self, request: bytes) -> bytes:
        """Send one request on its own connection, as gunicorn's sync workers serve them."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(request)
            parts = []
            while part := connection.recv(1 << 18):
                parts.append(part)
        return b"".join(parts)

    def median_ms(self, request: bytes) -> float:
        """Return the median response time in milliseconds."""
        self.send(request), self.send(request)
        times, until = [], time.perf_counter() + SECONDS
        while time.perf_counter() < until or len(times) < 5:
            start = time.perf_counter()
            self.send(request)
            times.append(time.perf_counter() - start)
        return median(times) * 1000

    def rate(self, request: bytes) -> float:
        """Return requests a second, with CLIENTS clients."""
        responses: list[bytes] = []
        start = time.perf_counter()
        run_concurrently(CLIENTS, SECONDS, lambda: responses.append(self.send(request)))
        return len(responses) / (time.perf_counter() - start)


def run_concurrently(clients: int, seconds: float, act: Callable[[], object]) -> None:
    """Call `act` repeatedly in `clients` threads."""
    until = time.perf_counter() + seconds

    def repeat(_: int) -> None:
        while time.perf_counter() < until:
            act()

    with ThreadPoolExecutor(clients) as threads:
        list(threads.map(repeat, range(clients)))


@contextlib.contextmanager
def serving(application: str, environment: dict[str, str], probe: str) -> Iterator[Site]:
    port = free_port()
    with gunicorn(application, environment, probe, port) as pid:
        yield Site(port, pid)


def make_bench_site(folder: str, **settings: str) -> dict[str, str]:
    """Build a scratch site whose settings have the bare view, and return its environment."""
    python_path = f"{ROOT}{os.pathsep}{ROOT / 'bin'}"
    return make_site(folder, PYTHONPATH=python_path, CACHE_URL="locmemcache://", **settings)


def run_inside_django(environment: dict[str, str], script: str, *arguments: str) -> Any:  # noqa: ANN401
    """Run a script of `bench_app` inside Django, and return the JSON that it prints."""
    process = subprocess.run(
        [sys.executable, ROOT / "bin/bench_app" / script, *arguments],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(process.stdout)


class Table:
    """A table of measurements, each relative to the bare view."""

    def __init__(self) -> None:
        self.bare = 0.0
        headings = ("queries", "work", "p50 ms", "a second", "x bare", "bytes")
        print(f"{'':34}" + "".join(f"{word:>10}" for word in headings))

    def row(self, name: str, cost: list | None, site: Site, request: bytes) -> None:
        """Measure and print a row. `cost` is queries and CPU milliseconds."""
        response = site.send(request)
        status, size = int(response.split(b" ", 2)[1]), len(response.partition(b"\r\n\r\n")[2])
        if status not in (200, 304):
            raise SystemExit(f"{name} answers {status}.")
        p50, rate = site.median_ms(request), site.rate(request)
        self.bare = self.bare or p50
        figures = [f"{cost[0]}", f"{cost[1]:.2f}"] if cost else ["", ""]
        figures += [f"{p50:.2f}", f"{rate:.0f}", f"{p50 / self.bare:.1f}", f"{size:,}"]
        print(f"{name:34}" + "".join(f"{figure:>10}" for figure in figures), flush=True)


def etag(response: bytes) -> str:
    headers = response.partition(b"\r\n\r\n")[0].decode("latin-1")
    return next(line[6:] for line in headers.split("\r\n") if line.lower().startswith("etag: "))


def main() -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        environment = make_bench_site(folder, DJANGO_SETTINGS_MODULE="bench_app.settings")
        pages = run_inside_django(environment, "inside.py", "pages")
        table = Table()
        bare_environment = {**environment, "DJANGO_SETTINGS_MODULE": ""}
        with serving("bench_app.bare", bare_environment, "/bare/") as bare:
            table.row("bare Django view", None, bare, bare.request("/bare/"))
        environment["SECURE_SSL_REDIRECT"] = "off"
        with serving("hub.wsgi", environment, "/health/") as site:
            for name, (path, rendered, cached) in pages.items():
                table.row(name, rendered, site, site.request(path, f"Cookie: {SESSION_COOKIE}"))
                if cached:
                    table.row(f"{name}, cached", cached, site, site.request(path))
            for size in SIZES:
                measure_feed(
                    table, site, run_inside_django(environment, "inside.py", "fill", str(size))
                )
        print(f"\nscreens of organisers, {PEOPLE} bookings with {PEOPLE} needs in one session")
        print(f"{'':34}" + "".join(f"{word:>10}" for word in ("queries", "ms", "bytes")))
        for name, row in run_inside_django(environment, "desk.py", str(PEOPLE)).items():
            queries, milliseconds, size = row
            print(f"{name:34}{queries:>10}{milliseconds:>10.0f}{size:>10,}", flush=True)
    print(f"\nmeasured in {time.monotonic() - started:.0f} seconds")


def measure_feed(table: Table, site: Site, feed: dict) -> None:
    """Measure the feed plain, compressed, and as a 304 response."""
    plain = site.request(feed["path"])
    compressed = site.request(feed["path"], "Accept-Encoding: gzip")
    response = site.send(plain)
    unchanged = site.request(feed["path"], f"If-None-Match: {etag(response)}")
    size = response.count(b"BEGIN:VEVENT")
    table.row(f"feed of {size:,}", feed["plain"], site, plain)
    table.row(f"feed of {size:,}, compressed", feed["compressed"], site, compressed)
    table.row(f"feed of {size:,}, unchanged (304)", feed["unchanged"], site, unchanged)


if __name__ == "__main__":
    main()
