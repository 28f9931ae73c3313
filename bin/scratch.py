"""A scratch site under production settings: its content, web server, database and worker."""

import contextlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.processes import manage, production_environment, wait_for  # noqa: E402


def make_site(folder: str, *, content: str = "load_demo", **settings: str) -> dict[str, str]:
    """Build a site in `folder` and return its environment.

    `content` is the command that creates the pages, `settings` are environment variables.
    """
    environment = production_environment(
        SECRET_KEY=secrets.token_urlsafe(60),
        ENCRYPTION_KEYS=Fernet.generate_key().decode(),
        ALLOWED_HOSTS="127.0.0.1",
        BASE_URL="https://127.0.0.1",
        DATABASE_URL=f"sqlite:///{folder}/hub.sqlite3",
        MEDIA_ROOT=f"{folder}/media",
        STATIC_ROOT=f"{folder}/static",
        EMAIL_URL="dummymail://",
    )
    environment |= settings
    # db_worker makes the renditions, as the worker does first.
    commands = (["migrate"], [content], ["collectstatic", "--noinput"], ["db_worker", "--batch"])
    for command in commands:
        manage(*command, environment=environment)
    return environment


@contextlib.contextmanager
def gunicorn(application: str, environment: dict[str, str], probe: str, port: int) -> Iterator[int]:
    """Serve with two workers once `probe` responds. Yield the process id of the master."""
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", application, "--workers", "2"),
            *("--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--timeout", "120"),
        ],
        cwd=ROOT,
        env=environment,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}{probe}", seconds=30)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextlib.contextmanager
def scratch_database(folder: str) -> Iterator[str]:
    """Yield a URL: SQLite, or a new database at the PostgreSQL DATABASE_URL, dropped on exit."""
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
    """Run the worker process. Raise SystemExit if it ends early."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
        if process.poll() is not None:
            raise SystemExit(f"The worker ended with {process.returncode}.")
    finally:
        process.terminate()
        process.wait(timeout=60)
