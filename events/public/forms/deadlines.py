"""By when to ask for what must be booked ahead: said once above the question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from events.models import AccessOption, Session
from hub.dates import format_day, london_date


@dataclass(frozen=True)
class Deadline:
    """The last day to ask for some options, whose `labels` it has. Empty `day`: it has passed."""

    day: str
    labels: list[str]


def deadlines(
    options: Iterable[AccessOption], *, session: Session, now: datetime, name: str = ""
) -> list[Deadline]:
    """Return the last days of these options, soonest first, and those that have passed as one.

    `name` is whom they are for, or "" for the reader.
    """
    today, by_day = london_date(now), defaultdict[date | None, list[str]](list)
    for option in options:
        if option.notice_days:
            day = session.last_day(option.notice_days)
            by_day[None if day < today else day].append(option.label_for(name))
    days = sorted(by_day, key=lambda day: day or date.min)
    return [Deadline(format_day(day) if day else "", by_day[day]) for day in days]


def late_promise(*, email: str, texts: bool = False, name: str = "") -> str:
    """Return what we do about something asked for after its last day: we tell them as we tell all.

    `name` is whoever gets our mails in place of a contact without an address.
    """
    if email:
        return "We will try, and write to you."
    if texts:
        return "We will try, and text you."
    return f"We will try, and write to {name}." if name else "We will try, and phone you."
