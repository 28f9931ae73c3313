"""The real site with its sample content, served as in production, for tests that look from outside.

It is made once for all processes of a test run; each process serves a copy of its own.
"""

import contextlib
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.processes import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
EDITOR = ("browser-tests", "a-long-password-for-tests")


@dataclass(frozen=True)
class Demo:
    url: str
    folder: Path

    def get(self, path: str) -> str:
        """The HTML of a page, whatever its status."""
        request = urllib.request.Request(self.url + path, headers={"Accept": "text/html"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()


@contextlib.contextmanager
def serve_demo(shared: Path, own: Path) -> Iterator[Demo]:
    """Serve the sample site from the folder `own`, made from what all processes share."""
    made = _make_once(shared)
    shutil.copy(made / "hub.sqlite3", own / "hub.sqlite3")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = (own / "server.log").open("w")
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "hub.wsgi"),
            *("--workers", "1", "--threads", "4", "--bind", f"127.0.0.1:{port}"),
        ],
        cwd=ROOT,
        env=_environment(made, own / "hub.sqlite3", url),
        stdout=log,
        stderr=log,
    )
    try:
        wait_for(f"{url}/health/")
        yield Demo(url, own)
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _make_once(shared: Path) -> Path:
    made = shared / "demo-site"
    with (shared / "demo-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (made / "ready").exists():
            return made
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        environment = _environment(made, made / "hub.sqlite3", "http://127.0.0.1")
        environment |= {
            "DJANGO_SUPERUSER_USERNAME": EDITOR[0],
            "DJANGO_SUPERUSER_PASSWORD": EDITOR[1],
            "DJANGO_SUPERUSER_EMAIL": "editor@example.org",
        }
        for command in [
            ["migrate"],
            ["load_demo"],
            ["createsuperuser", "--noinput"],
            ["collectstatic", "--noinput"],
            ["db_worker", "--batch"],  # what the worker does first: it cuts the pictures
        ]:
            _manage(command, environment)
        # One file holds everything, so that a copy of it is a copy of the site.
        with sqlite3.connect(made / "hub.sqlite3") as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (made / "ready").touch()
    return made


def _manage(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command, "--verbosity", "0"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stderr[-3000:]}"


def _environment(made: Path, database: Path, url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.settings.production",
        "SECRET_KEY": "only-for-the-sample-site-of-one-test-run-0123456789",
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": url,
        "SECURE_SSL_REDIRECT": "off",
        "DATABASE_URL": f"sqlite:///{database}",
        "MEDIA_ROOT": str(made / "media"),
        "STATIC_ROOT": str(made / "static"),
        "EMAIL_URL": "dummymail://",
    }
