"""People whom only a phone call can reach. What a mail tells others, a person tells them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from events.booking import Places, count_places
from events.booking.people import takes_place
from events.messages import facts_of
from events.models import Booking, Invitation, Notice, Session, SessionPage
from events.ways import Way

Kind = Notice.Kind

# What to say for each message that cannot go by mail. Others are not worth a call.
SAY = {
    Kind.CONFIRMATION: "They have a place. Tell them how to join, and their code.",
    Kind.WAITING: "They are on the waiting list.",
    Kind.OFFER: "A place is free for them. Ask if they want it.",
    Kind.PROMOTED: "They have a place now.",
    Kind.CHANGE: "There is news about their booking or what they asked for.",
    Kind.SESSION_MOVED: "The session has another day, time or place.",
    Kind.SESSION_CANCELLED: "The session is cancelled.",
    Kind.SESSION_RESTORED: "The session is on again.",
    Kind.REMINDER_DAY: "It is nearly time. Ask if all is still well.",
}
# Only the last of these is still true.
ONE_STORY = (Kind.SESSION_MOVED, Kind.SESSION_CANCELLED, Kind.SESSION_RESTORED)


@dataclass(frozen=True)
class Call:
    """One call to make, and what to say in it."""

    booking: Booking
    say: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """Someone to ask if they are coming, with the answers of their newest booking."""

    invitation: Invitation
    booking: Booking
    session: Session
    places: Places

    @property
    def way(self) -> Way | None:
        """How they join, if it is as last time."""
        way = Way(self.booking.way)
        return way if way in self.session.ways else None

    @property
    def is_full(self) -> bool:
        """Whether a yes puts them on the waiting list, in every way that they could choose."""
        people = self.booking.people.all()
        needed = sum(takes_place(self.session, person.role) for person in people)
        ways = [self.way] if self.way else self.session.ways
        return not any(self.places.fits(way, needed) for way in ways)


def questions_to_ask(*, now: datetime) -> list[Question]:
    """Everyone without an address who has not said if they are coming, the nearest session first."""
    asked = list(
        Invitation.objects.filter(
            answer="",
            regular__booking__email="",
            session__status=Session.Status.ON,
            session__starts_at__gt=now,
            session__page__in=SessionPage.objects.open_to_all().order_by(),
        )
        .select_related("session__page", "regular__booking")
        .prefetch_related("regular__booking__people")
        .order_by("session__starts_at", "pk")
    )
    places = count_places(each.session for each in asked)
    return [
        Question(each, each.regular.booking, each.session, places[each.session_id])
        for each in asked
    ]


def calls_to_make(*, now: datetime) -> list[Call]:
    """Everyone to phone now, the nearest session first."""
    notices = _untold(now).select_related("booking__session__page")
    by_booking: dict[int, list[Notice]] = {}
    for notice in notices.order_by("booking__session__starts_at", "booking_id", "pk"):
        by_booking.setdefault(notice.the_booking.pk, []).append(notice)
    calls = [Call(found[0].the_booking, _what_to_say(found)) for found in by_booking.values()]
    return [call for call in calls if call.say]


def phoned(*, booking: Booking, now: datetime) -> int:
    """Someone has told them. Gives back how many messages that settles."""
    return _untold(now).filter(booking=booking).update(sent_at=now, told=facts_of(booking))


def can_be_mailed(booking: Booking) -> bool:
    """Whether the contact or anyone who comes has an address. Reads the people once."""
    return bool(booking.email or any(person.email for person in booking.people.all()))


def _untold(now: datetime) -> QuerySet[Notice]:
    """Messages that are due to people without an address. The mail worker drops these; we do not."""
    mailed = Booking.objects.filter(people__email__gt="")
    return (
        Notice.objects.filter(
            kind__in=SAY,
            to=Notice.CONTACT,
            sent_at=None,
            due_at__lte=now,
            booking__email="",
            booking__session__ends_at__gt=now,
        )
        .exclude(booking__state=Booking.State.CANCELLED)
        .exclude(booking__in=mailed)
    )


def _what_to_say(notices: Iterable[Notice]) -> tuple[str, ...]:
    story = [notice for notice in notices if notice.kind in ONE_STORY][-1:]
    rest = [
        notice
        for notice in notices
        if notice.kind not in ONE_STORY
        and (notice.kind != Kind.REMINDER_DAY or notice.the_booking.reminders)
    ]
    return tuple(dict.fromkeys(SAY[Kind(notice.kind)] for notice in [*story, *rest]))
