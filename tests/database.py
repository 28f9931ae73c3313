"""The test database: migrated once and kept, then a copy for each process and after each dirty test.

Holds how copies are made on SQLite and PostgreSQL. What is in them comes from migrations and factories.
"""

import itertools
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from tests import build_cache, factories
from tests.processes import manage, production_environment

KEY = build_cache.digest(*build_cache.MIGRATIONS, *build_cache.CONTENT, "tests/factories.py")
MIGRATED_KEY = build_cache.digest(*build_cache.MIGRATIONS)


class Copies(Protocol):
    """Databases with all tables and the first pages. Nobody is connected to a new one."""

    def create(self) -> str: ...

    def drop(self, name: str) -> None: ...


def copies(process: str) -> Copies:
    """Return the maker of copies for one test process, and make its template if there is none yet."""
    return (SQLiteCopies if connection.vendor == "sqlite" else PostgreSQLCopies)(process)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Use this database in place of the one that the settings name."""
    facts, before = connection.settings_dict, connection.settings_dict["NAME"]
    connections.close_all()
    # In place, as Django does it: the connections of other threads read the same dictionary.
    facts["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        facts["NAME"] = before


class SQLiteCopies:
    def __init__(self, process: str) -> None:
        self.names = (
            f"{settings.FOLDER}/{process}-{number}.sqlite3" for number in itertools.count()
        )
        self.template = build_cache.cached("database", KEY, _add_first_pages) / "hub.sqlite3"

    def create(self) -> str:
        name = next(self.names)
        shutil.copyfile(self.template, name)
        return name

    def drop(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)


def _add_first_pages(folder: Path) -> None:
    """The first pages are there for every test: making them costs 400 queries."""
    shutil.copyfile(migrated_sqlite(), folder / "hub.sqlite3")
    with connected_to(str(folder / "hub.sqlite3")):
        factories.make_site()


def migrated_sqlite() -> Path:
    """Return an SQLite file with all migrations applied, and no page but Wagtail's own."""
    return build_cache.cached("migrated", MIGRATED_KEY, _migrate) / "hub.sqlite3"


def _migrate(folder: Path) -> None:
    """In a process of its own: the caller may be in the middle of a test."""
    database = f"sqlite:///{folder}/hub.sqlite3"
    manage("migrate", environment=production_environment(DATABASE_URL=database))


class PostgreSQLCopies:
    """The template stays on the server, and in a dump for servers that live for one run only."""

    def __init__(self, process: str) -> None:
        run = secrets.token_hex(4)  # several runs may use one server
        self.names = (f"test_{run}_{process}_{number}" for number in itertools.count())
        self.template = f"hub_template_{KEY}"
        with build_cache.locked("postgres"):
            if not self._has_template():
                self._make_template()

    def create(self) -> str:
        name = next(self.names)
        _execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}"')
        return name

    def drop(self, name: str) -> None:
        # FORCE: a thread or process that a test left behind may still be connected.
        _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _has_template(self) -> bool:
        with _server() as server:
            found = server.execute("SELECT FROM pg_database WHERE datname = %s", [self.template])
            return found.rowcount == 1

    def _make_template(self) -> None:
        partial = f"{self.template}_partial"
        dump = build_cache.FOLDER / f"postgres-{KEY}.dump"
        self._create_empty(partial)
        if not (dump.exists() and _run("pg_restore", partial, "--no-owner", str(dump))):
            self._create_empty(partial)
            with connected_to(partial):
                call_command("migrate", verbosity=0, interactive=False)
                factories.make_site()
            if _run("pg_dump", partial, "--format=custom", f"--file={dump}.partial"):
                Path(f"{dump}.partial").rename(dump)
        _execute(f'ALTER DATABASE "{partial}" RENAME TO "{self.template}"')

    def _create_empty(self, name: str) -> None:
        self.drop(name)
        _execute(f'CREATE DATABASE "{name}" TEMPLATE template0')


def _run(program: str, database: str, *options: str) -> bool:
    """Run one of PostgreSQL's programs. Return False where it is missing, too old, or failed."""
    path = os.pathsep.join([os.environ.get("POSTGRES_BIN", ""), os.environ["PATH"]])
    found = shutil.which(program, path=path)
    if not found:
        return False
    command = [found, *options, f"--dbname={_url(database)}"]
    return subprocess.run(command, capture_output=True).returncode == 0


def _execute(statement: str) -> None:
    with _server() as server:
        server.execute(statement)


def _server() -> psycopg.Connection:
    return psycopg.connect(_url("postgres"), autocommit=True)


def _url(database: str) -> str:
    facts = {name: quote(str(value or ""), safe="") for name, value in _facts().items()}
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**facts) + database


def _facts() -> dict[str, object]:
    return {name: connection.settings_dict[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}
