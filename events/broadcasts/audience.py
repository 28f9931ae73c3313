"""Who reads a letter. Decided when it is written, and asked again when each copy is sent.

Someone who waited and has a place by now is told so by another mail: a letter to those who wait would only
confuse them, so they get none. Someone who booked after the letter was written gets none either.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from events.models import AccessNeed, AccessOption, Booking, Broadcast, Notice, Person, Session
from events.schedule import Audience, PhoneOnly

State = Booking.State
ToWhom = Broadcast.ToWhom

# Whoever is offered a place waits until they say yes.
STATES: dict[str, tuple[str, ...]] = {
    ToWhom.COMING: (State.BOOKED,),
    ToWhom.WAITING: (State.WAITING, State.OFFERED),
    ToWhom.NEED: Booking.LISTENING,
}


@dataclass(frozen=True)
class Copy:
    """One copy of a letter. `to` is as in Notice; without `email` a person reads it out on the phone."""

    booking: Booking
    to: str
    email: str = ""
    rank: int = 0  # whose copy it is when several share an address: the contact's first

    @property
    def is_read_out(self) -> bool:
        return not self.email


def bookings_of(session: Session) -> list[Booking]:
    """All that any letter can be for, oldest first. Three queries, however many people come."""
    bookings = session.bookings.filter(state__in=STATES[ToWhom.NEED])
    return list(bookings.prefetch_related("people__needs").order_by("created_at", "pk"))


def copies_of(
    bookings: Iterable[Booking], *, to_whom: str, option: AccessOption | None = None
) -> list[Copy]:
    """Each address once, and each booking that nobody can be mailed for once.

    Of a letter about one need the contact and the person who asked for it get a copy, nobody else: it
    must tell nobody about somebody else.
    """
    by_mail: list[Copy] = []
    by_phone: list[Copy] = []
    for booking in bookings:
        if booking.state not in STATES[to_whom]:
            continue
        people = list(booking.people.all())
        if to_whom == ToWhom.NEED:
            people = [person for person in people if _asked(person, option)]
            if not people:
                continue
        mailed = list(_by_mail(booking, people))
        by_mail += mailed
        if not mailed:
            by_phone.append(Copy(booking, Notice.CONTACT))
    once: dict[str, Copy] = {}
    for copy in sorted(by_mail, key=lambda copy: copy.rank):
        once.setdefault(copy.email.casefold(), copy)
    return [*once.values(), *by_phone]


def audience_size(
    *, session: Session, to_whom: str, option: AccessOption | None = None
) -> Audience:
    """How many mails a letter is, and whom only a phone call reaches."""
    return count_copies(copies_of(bookings_of(session), to_whom=to_whom, option=option))


def count_copies(copies: Iterable[Copy]) -> Audience:
    copies = list(copies)
    calls = [copy.booking for copy in copies if copy.is_read_out]
    return Audience(
        by_email=len(copies) - len(calls),
        phone_only=tuple(PhoneOnly(each.pk, each.contact_name, each.phone) for each in calls),
    )


def requested_options(bookings: Iterable[Booking]) -> list[AccessOption]:
    """What those people asked for from our list, in the list's order."""
    keys = {
        need.option_id
        for booking in bookings
        for person in booking.people.all()
        for need in person.needs.all()
        if need.option_id
    }
    return list(AccessOption.objects.filter(pk__in=keys))


def relevant_notices() -> Q:
    """For notices of letters: the booking is still one of those that the letter is for."""
    in_state = Q()
    for to_whom, states in STATES.items():
        in_state |= Q(letter__to_whom=to_whom, booking__state__in=states)
    asked = AccessNeed.objects.filter(
        person__booking=OuterRef("booking"), option=OuterRef("letter__option")
    )
    return in_state & (~Q(letter__to_whom=ToWhom.NEED) | Q(Exists(asked)))


def still_addressed_to(notice: Notice) -> bool:
    """Whether its reader is still one of those that the letter is for."""
    if not Notice.objects.filter(relevant_notices(), pk=notice.pk).exists():
        return False
    letter = notice.letter
    if letter is None or letter.to_whom != ToWhom.NEED or notice.to == Notice.CONTACT:
        return True
    asker = int(notice.to.removeprefix(Notice.PERSON))
    return AccessNeed.objects.filter(person=asker, option=letter.option_id).exists()


def _by_mail(booking: Booking, people: Iterable[Person]) -> Iterator[Copy]:
    if booking.email:
        yield Copy(booking, Notice.CONTACT, booking.email, 0)
    if booking.person_knows is False:
        return
    for person in people:
        if person.email and person.email.casefold() != booking.email.casefold():
            rank = 2 if person.role == Person.Role.SUPPORTS else 1
            yield Copy(booking, f"{Notice.PERSON}{person.pk}", person.email, rank)


def _asked(person: Person, option: AccessOption | None) -> bool:
    return option is not None and any(need.option_id == option.pk for need in person.needs.all())
