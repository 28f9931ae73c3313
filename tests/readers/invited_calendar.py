"""A calendar that takes invites by mail as RFC 5546 says, and no more kindly than real ones."""

from dataclasses import dataclass

from .content_lines import parse


@dataclass(frozen=True)
class Taken:
    """What it keeps of an event: the whole file of the last message."""

    organizer: str
    version: tuple[int, str]  # SEQUENCE, DTSTAMP (RFC 5546 2.1.5)
    data: bytes


class Refused(Exception):
    """The calendar leaves the message alone, and its owner sees what was before."""


class InvitedCalendar:
    """Events by UID. Only the ORGANIZER of an event changes it, and never with an older message."""

    def __init__(self) -> None:
        self._events: dict[str, Taken] = {}
        self._gone: dict[str, Taken] = {}

    def take(self, data: bytes) -> tuple[str, str]:
        """Apply one message. Return its method and UID. Raises Refused."""
        calendar = parse(data)
        method = calendar.one("METHOD").value
        (event,) = calendar.inside("VEVENT")
        uid = event.one("UID").value
        new = Taken(
            organizer=event.one("ORGANIZER").value.lower(),
            version=(int(event.one("SEQUENCE").value), event.one("DTSTAMP").value),
            data=data,
        )
        known = self._events.get(uid) or self._gone.get(uid)
        if known and known.organizer != new.organizer:
            raise Refused(f"{new.organizer} is not {known.organizer}")
        if known and new.version < known.version:
            raise Refused(f"{new.version} is older than {known.version}")
        if method == "CANCEL":
            if uid not in self._events:
                raise Refused(f"there is no {uid} to take out")
            del self._events[uid]
            self._gone[uid] = new
        else:
            self._gone.pop(uid, None)
            self._events[uid] = new
        return method, uid

    @property
    def files(self) -> list[bytes]:
        return [each.data for each in self._events.values()]
