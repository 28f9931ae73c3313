"""One event, and its VEVENT."""

from dataclasses import dataclass
from datetime import datetime

from icalendar import Event
from icalendar.enums import STATUS, TRANSP
from icalendar.prop import vCalAddress, vUri

from events.ical.text import lines, one_line, web_address
from events.ical.timezone import to_file_times, to_utc

CANCELLED_PREFIX = "Cancelled: "


@dataclass(frozen=True)
class CalendarEvent:
    """The facts that a calendar shows of one event.

    `uid` never changes and `sequence` only rises (RFC 5545 3.8.7.4). `changed` moves with every
    visible change. `url` ends the description too, as Google and Outlook on the web show no URL,
    unless the event is `discreet`. All times are aware. Raises ValueError for values that no
    calendar could show.
    """

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    description: str
    location: str
    url: str
    cancelled: bool
    created: datetime
    changed: datetime
    categories: tuple[str, ...] = ()
    transparent: bool = False
    discreet: bool = False
    image: str = ""  # address of a JPEG

    def __post_init__(self) -> None:
        for name in ("starts", "ends", "created", "changed"):
            object.__setattr__(self, name, to_utc(getattr(self, name), name))
        if self.ends <= self.starts:
            raise ValueError("The end must be after the start.")
        if self.sequence < 0:
            raise ValueError("The sequence starts at 0 and only rises.")
        if not self.uid or self.uid != one_line(self.uid):
            raise ValueError("An event needs a UID on one line.")
        if not one_line(self.summary):
            raise ValueError("An event needs a title.")
        web_address(self.url)

    @property
    def title(self) -> str:
        """Return the title on one line, with a prefix if cancelled."""
        title = one_line(self.summary)
        return f"{CANCELLED_PREFIX}{title}" if self.cancelled else title

    @property
    def place(self) -> str:
        return one_line(self.location, ", ")


def event_text(event: CalendarEvent) -> str:
    """Return one folded VEVENT with CRLF line ends, to store per change and join into feeds.

    DTSTAMP is the time of the last change, not now: outside a message it means just that (RFC 5545
    3.8.7.2), and the same data gives the same bytes.
    """
    return serialise(vevent(event, stamp=event.changed))


def serialise(component: Event) -> str:
    return component.to_ical().decode()


def vevent(
    event: CalendarEvent,
    *,
    stamp: datetime,
    extra: str = "",
    organizer: vCalAddress | None = None,
    attendee: vCalAddress | None = None,
) -> Event:
    """Return icalendar's event. `extra` is a paragraph for the description."""
    start, end = to_file_times(event.starts, event.ends)
    url = web_address(event.url)
    paragraphs = (lines(event.description), extra, "" if event.discreet else url)
    description = "\n\n".join(filter(None, paragraphs))
    component = Event.new(
        uid=event.uid,
        stamp=stamp,
        created=event.created,
        last_modified=event.changed,
        sequence=event.sequence,
        start=start,
        end=end,
        summary=event.title,
        description=description or None,
        location=event.place or None,
        url=url,
        categories=[name for name in map(one_line, event.categories) if name],
        status=STATUS.CANCELLED if event.cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if event.transparent or event.cancelled else TRANSP.OPAQUE,
        organizer=organizer,
        attendees=[attendee] if attendee else None,
    )
    if event.image:
        # No default type, so VALUE is required (RFC 7986 5.10).
        parameters = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/jpeg"}
        component.add("image", vUri(web_address(event.image)), parameters=parameters)
    if not component.categories:
        component.pop("CATEGORIES", None)  # else the library writes an empty property
    return component
