"""A per-thread cache that is valid until the next write to the database, by any process.

No timeouts, signals or explicit invalidation: the database version is compared on each look-up.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.db import connection

Value = TypeVar("Value")

MAX_ENTRIES = 256  # entries per thread


class _ThreadCache(threading.local):
    """The entries of one thread, for one connection and one database version."""

    raw_connection: Any = None
    version: Hashable = None
    values: dict[Hashable, Any]

    def __init__(self) -> None:
        self.values = {}


_cache = _ThreadCache()


def cached_until_next_write(key: Hashable, make: Callable[[], Value]) -> Value:
    """Return the value cached for `key` since the last write to the database, or call `make`.

    `key` must contain all else that the value depends on, such as the day. Nothing is cached inside
    a transaction, whose writes are not visible to others yet.
    """
    version = _database_version()
    if version is None:
        return make()
    # Compare the connection object too: the counters of a new connection start again.
    if _cache.raw_connection is not connection.connection or _cache.version != version:
        _cache.raw_connection, _cache.version, _cache.values = connection.connection, version, {}
    values = _cache.values
    if key not in values:
        if len(values) >= MAX_ENTRIES:
            values.clear()
        values[key] = make()
    return values[key]


def _database_version() -> Hashable | None:
    """Return a value that differs after every commit, or None inside a transaction.

    Read it before making the cached value, never after.
    """
    connection.ensure_connection()
    if connection.in_atomic_block or not connection.get_autocommit():
        return None
    raw = connection.connection
    if connection.vendor == "sqlite":
        # data_version changes on commits of other connections, total_changes on own writes.
        return raw.execute("PRAGMA data_version").fetchone()[0], raw.total_changes
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return cursor.fetchone()[0]
    return None
