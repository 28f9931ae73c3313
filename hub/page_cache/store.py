"""Where finished pages stand for exactly as long as they are right.

A page is made of what is in the database, of what is asked for, and of the time.

*The database.* The shelf itself is an answer that `hub.unchanged` remembers, so any write by anybody gives an
empty one: publishing, a booking, a label with a new name, a setting, a line of SQL typed by hand. There is no
list of what must be cleared, so nothing can be missing from it. What a page is made of is read after the
database was asked for its state; should somebody write in between, the page stands on a shelf that nobody
finds again. Inside a transaction every look finds an empty shelf.

*What is asked for* is the key (home/page_cache.py).

*The time.* What a page says changes with the clock in three ways: a session begins (no more booking), a session
ends (it is past), and a day ends (today, last days to ask for something). Offers that lapse and pages that
come or go at a set time do not count: both are written down when their time has come. So a shelf is cleared when
the minute ends (midnight in London is the end of a minute, on days when the clocks change too), or when a
session begins or ends if that is sooner. A minute is also the longest that a page could be wrong if somebody
writes one that depends on the time in a fourth way. Longer would hardly be cheaper: making a page takes
hundredths of a second, and once a minute is nothing.

Each thread has a shelf of its own, as the state of the database belongs to its connection. So there are no locks,
and several processes need nothing from each other. A page is made once for each of them.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpResponse

from hub.db_cache import cached_until_next_write

MAX_BYTES = 8 * 1024 * 1024  # bytes for each thread
MAX_RESPONSE_BYTES = 256 * 1024  # bytes of one page
MINUTE = timedelta(minutes=1)
NEVER = datetime.max.replace(tzinfo=UTC)
Deadline = Callable[[datetime, datetime], datetime | None]
_deadlines: list[Deadline] = []


@dataclass(frozen=True)
class CachedResponse:
    """An answer as it was sent, compressed or not."""

    content: bytes
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: HttpResponse) -> "CachedResponse":
        return cls(response.content, tuple(response.items()))

    def answer(self) -> HttpResponse:
        """A new one each time: what stands further out changes it and closes it."""
        response = HttpResponse(self.content)
        for name, value in self.headers:
            response.headers[name] = value
        return response

    @property
    def size(self) -> int:
        return len(self.content) + sum(len(name) + len(value) for name, value in self.headers)


class PageCache:
    """Pages that were all made since one moment."""

    def __init__(self) -> None:
        self._clear(NEVER)

    def find(self, key: Hashable, now: datetime) -> CachedResponse | None:
        found = self.pages.get(key)
        return found if found and self._is_right(now) else None

    def put(self, key: Hashable, page: CachedResponse, *, began: datetime, ended: datetime) -> None:
        """`began` is a moment before anything was read, and `ended` one after all was made."""
        size = page.size + len(repr(key))
        if size > MAX_RESPONSE_BYTES or _start_of_minute(began) != _start_of_minute(ended):
            return
        if self.size + size > MAX_BYTES or not self._is_right(began):
            self._clear(began)
        self.pages[key] = page
        self.size += size

    def _clear(self, now: datetime) -> None:
        self.pages: dict[Hashable, CachedResponse] = {}
        self.size = 0  # bytes
        self.since = now
        self.until: datetime | None = None  # asked for when a page would be taken from here

    def _is_right(self, now: datetime) -> bool:
        if now < self.since:  # nothing was put here yet, or the clock of the machine was put back
            return False
        if self.until is None:
            self.until = valid_until(self.since)
        return now < self.until


def page_cache() -> PageCache:
    """The one that holds since the last write by anybody."""
    return cached_until_next_write("finished pages", PageCache)


def register_deadline(find: Deadline) -> Deadline:
    """Register what ends the life of pages within a minute: it returns the first such moment between the two."""
    _deadlines.append(find)
    return find


def valid_until(now: datetime) -> datetime:
    """Return the end of the minute, or the first registered deadline if that is sooner."""
    end = _start_of_minute(now) + MINUTE
    found = (find(now, end) for find in _deadlines)
    return min([end, *(moment for moment in found if moment)])


def _start_of_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
