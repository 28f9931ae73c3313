"""The test database: a run migrates once, and each of its processes works on a copy of its own."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from tests import factories


@contextmanager
def copied(process: str) -> Iterator[None]:
    """Use a copy named after `process`, and drop it at the end."""
    creation = connection.creation
    made = _make_once(settings.FOLDER)
    connection.settings_dict["NAME"] = made
    creation.clone_test_db(process, verbosity=0)
    # In place, as Django does it: the connections of other threads read the same dictionary.
    connection.settings_dict.update(creation.get_test_db_clone_settings(process))
    try:
        yield
    finally:
        _send_away_others()
        connections.close_all()
        creation.destroy_test_db(made, verbosity=0)


def _send_away_others() -> None:
    """A thread that a test left behind may still be connected, and PostgreSQL drops no database in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _make_once(folder: Path) -> str:
    """The name of the database with all tables and the first pages. Nobody is connected to it.

    The first pages are there for every test: making them again costs 400 queries.
    """
    ready = folder / "database-is-ready"
    with (folder / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            factories.make_site()
            connection.close()
            ready.write_text(connection.settings_dict["NAME"])
        return ready.read_text()
