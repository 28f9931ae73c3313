"""The audience of a broadcast, set when it is created and checked again when each copy is sent.

A booking that has left the waiting list for a place gets no copy for the waiting list: another
mail announces the place. A booking made after the broadcast gets none either.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from events.models import AccessNeed, AccessOption, Booking, Broadcast, Notice, Person, Session
from events.schedule import Audience, PhoneOnly
from hub.email_addresses import is_same_email, normalise_email

State = Booking.State
AudienceType = Broadcast.AudienceType

# An offered booking is waiting until the offer is accepted.
STATES: dict[str, tuple[str, ...]] = {
    AudienceType.COMING: (State.BOOKED,),
    AudienceType.WAITING: (State.WAITING, State.OFFERED),
    AudienceType.NEED: Booking.LISTENING,
}


@dataclass(frozen=True)
class Copy:
    """A copy of a broadcast. `recipient` is as in `Notice`; without `email` it is read out by phone."""

    booking: Booking
    recipient: str
    email: str = ""
    rank: int = 0  # of copies that share an address the lowest is kept: the contact's first

    @property
    def by_phone(self) -> bool:
        return not self.email


def bookings_of(session: Session) -> list[Booking]:
    """Return all bookings that a broadcast can address, oldest first, in three queries."""
    bookings = session.bookings.filter(state__in=STATES[AudienceType.NEED])
    return list(bookings.prefetch_related("people__needs").order_by("created_at", "pk"))


def copies_of(
    bookings: Iterable[Booking], *, audience: str, option: AccessOption | None = None
) -> list[Copy]:
    """Return one copy per address, and one per booking that no mail can reach.

    A broadcast about one need goes to the contact and the attendees with that need only, so that
    it discloses no need to anyone else.
    """
    by_mail: list[Copy] = []
    by_phone: list[Copy] = []
    for booking in bookings:
        if booking.state not in STATES[audience]:
            continue
        people = list(booking.people.all())
        if audience == AudienceType.NEED:
            people = [person for person in people if _has_need(person, option)]
            if not people:
                continue
        mailed = list(_by_mail(booking, people))
        by_mail += mailed
        if not mailed:
            by_phone.append(Copy(booking, Notice.CONTACT))
    by_address: dict[str, Copy] = {}
    for copy in sorted(by_mail, key=lambda copy: copy.rank):
        by_address.setdefault(normalise_email(copy.email), copy)
    return [*by_address.values(), *by_phone]


def count_copies(copies: Sequence[Copy]) -> Audience:
    """Return the number of mails, and the contacts that only a phone call reaches."""
    calls = [copy.booking for copy in copies if copy.by_phone]
    return Audience(
        by_email=len(copies) - len(calls),
        phone_only=tuple(PhoneOnly(each.pk, each.contact_name, each.phone) for each in calls),
    )


def requested_options(bookings: Sequence[Booking]) -> list[AccessOption]:
    """Return the options that these bookings asked for, in the order of the list."""
    needs = AccessNeed.objects.filter(person__booking__in=bookings).order_by()
    return list(AccessOption.objects.filter(pk__in=needs.values("option")))


def relevant_notices() -> Q:
    """Return the filter of broadcast notices whose booking is still in the audience."""
    in_state = Q()
    for audience, states in STATES.items():
        in_state |= Q(broadcast__audience=audience, booking__state__in=states)
    needed = AccessNeed.objects.filter(
        person__booking=OuterRef("booking"), option=OuterRef("broadcast__option")
    )
    return in_state & (~Q(broadcast__audience=AudienceType.NEED) | Q(Exists(needed)))


def still_addressed_to(notice: Notice) -> bool:
    """Return whether the notice's recipient is still in the audience."""
    if not Notice.objects.filter(relevant_notices(), pk=notice.pk).exists():
        return False
    option = notice.broadcast.option_id if notice.broadcast else None  # if it is about one need
    if option is None or notice.recipient == Notice.CONTACT:
        return True
    person = int(notice.recipient.removeprefix(Notice.PERSON))
    return AccessNeed.objects.filter(person=person, option=option).exists()


def _by_mail(booking: Booking, people: Iterable[Person]) -> Iterator[Copy]:
    if booking.email:
        yield Copy(booking, Notice.CONTACT, booking.email, 0)
    if booking.person_knows is False:
        return
    for person in people:
        if person.email and not is_same_email(person.email, booking.email):
            rank = 2 if person.role == Person.Role.SUPPORTS else 1
            yield Copy(booking, f"{Notice.PERSON}{person.pk}", person.email, rank)


def _has_need(person: Person, option: AccessOption | None) -> bool:
    return option is not None and any(need.option_id == option.pk for need in person.needs.all())
