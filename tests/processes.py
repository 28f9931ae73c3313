"""Processes of their own on the database of the running test, under production settings."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
# As in hub.settings.test: a process reads what the test wrote.
ENCRYPTION_KEY = "Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtbm90LW1vcmU="
WAIT = 120  # seconds until a process that does not come up, or end, is a failure


def database_url() -> str:
    """The test's own database, for a process of its own."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    user, password = quote(facts["USER"]), quote(facts["PASSWORD"] or "")
    host, port = quote(facts["HOST"] or "", safe=""), facts["PORT"] or 5432
    return f"postgres://{user}:{password}@{host}:{port}/{facts['NAME']}"


def environment(**more: str) -> dict[str, str]:
    """The variables of a process that works on the database of the running test."""
    return production_environment(**{"DATABASE_URL": database_url()} | more)


def production_environment(**more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.settings.production",
        "SECRET_KEY": "for-tests-only",
        "ENCRYPTION_KEYS": ENCRYPTION_KEY,
        "ALLOWED_HOSTS": "brew.test,127.0.0.1",
        "BASE_URL": "https://brew.test",
        "TRUSTED_PROXIES": "1",  # guests send the header of a proxy
        **more,
    }


def manage(
    *command: str, environment: dict[str, str], program: Sequence[str] = ("manage.py",)
) -> None:
    """Run one management command to its end."""
    done = subprocess.run(
        [sys.executable, *program, *command, "--verbosity", "0"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stderr[-3000:]}"


@contextmanager
def serving(*, workers: int, threads: int) -> Iterator[str]:
    """Serve the site with gunicorn on a free port, and yield host and port."""
    host = f"127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "hub.wsgi", "--preload", "--bind", host),
            *("--workers", str(workers), "--threads", str(threads), "--log-level", "warning"),
        ],
        cwd=ROOT,
        env=environment(DJANGO_SETTINGS_MODULE="tests.served_settings"),
        start_new_session=True,
    )
    try:
        wait_for(f"http://{host}/health/")
        yield host
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # its workers too: nobody waits for an answer now
        server.wait(timeout=WAIT)


GATE = """
import sys, django; django.setup()
from django.utils import timezone
{prepare}
print("ready", flush=True); sys.stdin.readline(); now = timezone.now()
{act}
"""


def run_at_once(*acts: tuple[str, str]) -> None:
    """Run pieces of Python, each in a process of its own. When all have prepared, all act together.

    What acts finds `now` and whatever its own preparation left.
    """
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", GATE.format(prepare=prepare, act=act)],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for prepare, act in acts
    ]
    for each in processes:
        each.stdout.readline()
    for each in processes:
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in processes:
        _, said = each.communicate(timeout=WAIT)
        assert each.returncode == 0, said


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, seconds: float = WAIT) -> None:
    """Wait until something answers there."""
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=5)
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
