"""What a reader of calendar files understood."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, order=True)
class ParsedEvent:
    """One event as a reader understood it. Times are in UTC."""

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    description: str
    location: str
    url: str
    status: str
    sequence: int
