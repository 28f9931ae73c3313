"""Remembering an answer for exactly as long as nothing in the database has changed.

No clock, no signals and nothing to clear: the database itself says whether anybody has written since.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.db import connection

Answer = TypeVar("Answer")

MAX_ENTRIES = 256  # answers for each thread


class _ThreadCache(threading.local):
    """What one thread remembers, for one connection in one state."""

    source: Any = None
    state: Hashable = None
    answers: dict[Hashable, Any]

    def __init__(self) -> None:
        self.answers = {}


_memory = _ThreadCache()


def cached_until_next_write(key: Hashable, make: Callable[[], Answer]) -> Answer:
    """The answer that `make` gave for this key since the last write by anybody, or a fresh one.

    `key` holds everything else that the answer depends on, such as the day. Inside a transaction nothing is
    remembered, as others do not see it yet.
    """
    state = _database_version()
    if state is None:
        return make()
    # The connection itself is kept and compared: a new one starts to count from the beginning.
    if _memory.source is not connection.connection or _memory.state != state:
        _memory.source, _memory.state, _memory.answers = connection.connection, state, {}
    answers = _memory.answers
    if key not in answers:
        if len(answers) >= MAX_ENTRIES:
            answers.clear()
        answers[key] = make()
    return answers[key]


def _database_version() -> Hashable | None:
    """Something that differs after every commit. It is read before the answer is made: never after."""
    connection.ensure_connection()
    if connection.in_atomic_block or not connection.get_autocommit():
        return None
    raw = connection.connection
    if connection.vendor == "sqlite":
        # The first moves when another connection commits, the second when this one writes.
        return raw.execute("PRAGMA data_version").fetchone()[0], raw.total_changes
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return cursor.fetchone()[0]
    return None
