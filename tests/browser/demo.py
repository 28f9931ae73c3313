"""The real site with its sample content, served as in production, for tests that look from outside.

It is built once and kept (see tests/build_cache.py); each test process serves a copy of its own.
"""

import contextlib
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests import build_cache
from tests.database import migrated_sqlite
from tests.processes import ROOT, WAIT, free_port, manage, production_environment, wait_for

EDITOR = ("browser-tests", "a-long-password-for-tests")


@dataclass(frozen=True)
class Demo:
    url: str
    folder: Path

    def get(self, path: str, *, status: int = 200) -> str:
        """The HTML of a page that must answer with this status."""
        request = urllib.request.Request(self.url + path, headers={"Accept": "text/html"})
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            assert answer.status == status, f"{path}: {answer.status}"
            return answer.read().decode()


@contextlib.contextmanager
def serve_demo(own: Path) -> Iterator[Demo]:
    """Serve a copy of the sample site from the folder `own`."""
    build_cache.copy_tree(_sample_site(), own / "site")
    # The database changes in place, so it is a copy and not a link.
    database = own / "hub.sqlite3"
    shutil.copyfile(own / "site" / "hub.sqlite3", database)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = (own / "server.log").open("w")
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "hub.wsgi"),
            *("--workers", "1", "--threads", "4", "--bind", f"127.0.0.1:{port}"),
        ],
        cwd=ROOT,
        env=_environment(
            BASE_URL=url,
            DATABASE_URL=f"sqlite:///{database}",
            MEDIA_ROOT=str(own / "site" / "media"),
            STATIC_ROOT=str(_static_files()),
        ),
        stdout=log,
        stderr=log,
    )
    try:
        wait_for(f"{url}/health/")
        yield Demo(url, own)
    finally:
        server.terminate()
        server.wait(timeout=WAIT)
        log.close()


def _sample_site() -> Path:
    """Return the folder with the database and the media. Sample sessions are dated from today."""
    today = datetime.now(ZoneInfo("Europe/London")).date().isoformat()
    key = build_cache.digest(*build_cache.MIGRATIONS, *build_cache.CONTENT, extra=today)
    return build_cache.cached("sample-site", key, _load_demo)


def _load_demo(folder: Path) -> None:
    database = folder / "hub.sqlite3"
    shutil.copyfile(migrated_sqlite(), database)
    environment = _environment(
        BASE_URL="http://127.0.0.1",
        DATABASE_URL=f"sqlite:///{database}",
        MEDIA_ROOT=str(folder / "media"),
        DJANGO_SUPERUSER_USERNAME=EDITOR[0],
        DJANGO_SUPERUSER_PASSWORD=EDITOR[1],
        DJANGO_SUPERUSER_EMAIL="editor@example.org",
    )
    quick = ("-m", "tests.fast_avif")
    manage("load_demo", environment=environment, program=quick)
    manage("createsuperuser", "--noinput", environment=environment)
    # What the worker does first: it cuts the pictures.
    manage("db_worker", "--batch", environment=environment, program=quick)


def _static_files() -> Path:
    key = build_cache.digest("static/**/*", "requirements*.txt")
    return build_cache.cached("static", key, _collect_static)


def _collect_static(folder: Path) -> None:
    environment = _environment(STATIC_ROOT=str(folder), DATABASE_URL="sqlite:///:memory:")
    manage("collectstatic", "--noinput", environment=environment)


def _environment(**more: str) -> dict[str, str]:
    return production_environment(
        ALLOWED_HOSTS="127.0.0.1",
        SECRET_KEY="only-for-the-sample-site-of-one-test-run-0123456789",
        SECURE_SSL_REDIRECT="off",
        EMAIL_URL="dummymail://",
        **more,
    )
