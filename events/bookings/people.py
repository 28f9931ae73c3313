"""Writing the attendees of a booking and their access needs."""

from collections.abc import Sequence
from datetime import datetime

from events.bookings.details import AccessRequest, Attendee
from events.bookings.errors import BookingError
from events.bookings.removed_people import notify_removed_people
from events.models import AccessNeed, AccessOption, Booking, Person, Session


def check_people(people: Sequence[Attendee]) -> None:
    if not any(each.role == Person.Role.COMES and each.name.strip() for each in people):
        raise BookingError("nobody_comes")


def needs_place(session: Session, role: str) -> bool:
    """Return whether a role takes a place. Supporters do only if the session says so."""
    return role == Person.Role.COMES or session.supporters_take_places


def places_needed(session: Session, people: Sequence[Attendee]) -> int:
    return sum(needs_place(session, each.role) for each in people)


def write_people(
    *,
    booking: Booking,
    session: Session,
    people: Sequence[Attendee],
    now: datetime,
    same_people: bool = True,
    is_new: bool = False,
) -> bool:
    """Set the attendees of a booking, in order. Return whether their access needs changed.

    The row of the same person is kept with its arrangements: the same name or, with `same_people`,
    the same position in the list.
    """
    before: list[Person | None] = []
    if not is_new:
        before += booking.people.prefetch_related("needs__option")
    asks_changed = False
    for index, attendee in enumerate(people):
        person = _match_person(attendee, index, before, same_people) or Person(booking=booking)
        person.name, person.role = attendee.name.strip(), attendee.role
        person.email, person.phone = attendee.email.strip(), attendee.phone.strip()
        person.needs_place = needs_place(session, attendee.role)
        had = [] if person.pk is None else list(person.needs.all())
        person.full_clean(exclude=["booking"], validate_unique=False)
        person.save()
        if attendee.asks is not None:
            asks_changed |= _write_needs(person, had, attendee.asks, now)
    left_out = [person for person in before if person is not None]
    asks_changed |= any(person.needs.all() for person in left_out)
    if left_out:
        notify_removed_people(booking=booking, people=left_out, now=now)
        booking.people.filter(pk__in=[person.pk for person in left_out]).delete()
    return asks_changed


def _match_person(
    attendee: Attendee, index: int, before: list[Person | None], same_people: bool
) -> Person | None:
    """Remove the attendee's row from `before` and return it."""
    name = attendee.name.strip().casefold()
    places = [at for at, person in enumerate(before) if person and person.name.casefold() == name]
    if not places and same_people and index < len(before) and before[index]:
        places = [index]
    if not places:
        return None
    found, before[places[0]] = before[places[0]], None
    return found


def _write_needs(
    person: Person, needs: list[AccessNeed], asks: tuple[AccessRequest, ...], now: datetime
) -> bool:
    """Set the access needs of a person. Existing needs keep their state and answer."""
    wanted = {_key(ask.option, ask.words): ask for ask in asks if ask.option or ask.words.strip()}
    had = {_key(need.option, need.words): need for need in needs}
    gone = [need.pk for key, need in had.items() if key not in wanted]
    if gone:
        person.needs.filter(pk__in=gone).delete()
    new = [
        AccessNeed(
            person=person,
            option=ask.option,
            words=ask.words.strip(),
            asked_at=now,
            changed_at=now,
        )
        for key, ask in wanted.items()
        if key not in had
    ]
    if new:
        AccessNeed.objects.bulk_create(new)
    return bool(gone or new)


def _key(option: AccessOption | None, words: str) -> object:
    return option.pk if option else words.strip()
