"""The page cache: one per thread, as the database version belongs to a connection, so no locks.

Any commit, even of hand-typed SQL, invalidates every page, so there is no list of pages to clear.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpResponse

from hub.db_cache import cached_until_next_write

MAX_BYTES = 8 * 1024 * 1024  # bytes per thread
MAX_RESPONSE_BYTES = 256 * 1024  # bytes of one page
MINUTE = timedelta(minutes=1)
NEVER = datetime.max.replace(tzinfo=UTC)
Deadline = Callable[[datetime, datetime], datetime | None]
_deadlines: list[Deadline] = []


@dataclass(frozen=True)
class CachedResponse:
    """A response as sent, compressed or not."""

    content: bytes
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def from_response(cls, response: HttpResponse) -> "CachedResponse":
        return cls(response.content, tuple(response.items()))

    def to_response(self) -> HttpResponse:
        """Return a new response: outer middleware changes and closes it."""
        return HttpResponse(self.content, headers=dict(self.headers))

    @property
    def size(self) -> int:
        return len(self.content) + sum(len(name) + len(value) for name, value in self.headers)


class PageCache:
    """The cached pages of one thread and one database version.

    Pages change with the clock when a session begins or ends and at midnight in London, always the
    end of a minute. So the cache is cleared when the minute ends, or at a registered deadline if
    sooner. Lapsed offers and scheduled pages are written to the database, which invalidates it.
    A minute is also the longest that a page which depends on the time in another way can be stale.
    """

    def __init__(self) -> None:
        self._clear(NEVER)

    def get(self, key: Hashable, now: datetime) -> CachedResponse | None:
        cached = self.pages.get(key)
        return cached if cached and self._is_valid(now) else None

    def set(self, key: Hashable, page: CachedResponse, *, began: datetime, ended: datetime) -> None:
        """Store a page that was read from the database and rendered between `began` and `ended`."""
        size = page.size + len(repr(key))
        if size > MAX_RESPONSE_BYTES or _start_of_minute(began) != _start_of_minute(ended):
            return
        if self.size + size > MAX_BYTES or not self._is_valid(began):
            self._clear(began)
        self.pages[key] = page
        self.size += size

    def _clear(self, now: datetime) -> None:
        self.pages: dict[Hashable, CachedResponse] = {}
        self.size = 0  # bytes
        self.since = now
        self.until: datetime | None = None  # computed lazily, on the first look-up

    def _is_valid(self, now: datetime) -> bool:
        if now < self.since:  # empty, or the system clock was set back
            return False
        if self.until is None:
            self.until = valid_until(self.since)
        return now < self.until


def page_cache() -> PageCache:
    """Return the cache since the last write to the database, always empty inside a transaction.

    Its version is read before any page data, so a page made during a write is never served again.
    """
    return cached_until_next_write("finished pages", PageCache)


def register_deadline(deadline: Deadline) -> Deadline:
    """Register a function that returns the first moment between two at which pages change."""
    _deadlines.append(deadline)
    return deadline


def valid_until(now: datetime) -> datetime:
    """Return the end of the minute, or the first registered deadline if that is sooner."""
    end = _start_of_minute(now) + MINUTE
    changes = (deadline(now, end) for deadline in _deadlines)
    return min([end, *(moment for moment in changes if moment)])


def _start_of_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
