"""The attendees of a booking: who takes a place, who has an invite, and writing their rows."""

from collections.abc import Sequence
from datetime import datetime

from events.bookings.arrangements import end_arrangements_of_needs
from events.bookings.details import AccessRequest, Attendee
from events.bookings.errors import BookingError
from events.bookings.notices import notify_removed_people
from events.models import AccessNeed, AccessOption, Booking, Person, Session
from hub.email_addresses import is_same_email


def check_people(people: Sequence[Attendee]) -> None:
    if not any(attendee.role == Person.Role.COMES and attendee.name.strip() for attendee in people):
        raise BookingError("nobody_comes")


def needs_place(session: Session, role: str) -> bool:
    """Return whether a role takes a place. Supporters do only if the session says so."""
    return role == Person.Role.COMES or session.supporters_take_places


def places_needed(session: Session, people: Sequence[Attendee]) -> int:
    return sum(needs_place(session, attendee.role) for attendee in people)


def has_own_invite(person: Person, booking: Booking) -> bool:
    """Return whether the person is mailed at an address other than the contact's."""
    has_own_address = bool(person.email) and not is_same_email(person.email, booking.email)
    return has_own_address and booking.person_knows is not False


def declines_for_whole_booking(booking: Booking, answerer: Booking | Person | None) -> bool:
    """Return whether one declined invitation covers every attendee who takes part.

    A "No" covers the sender. From the contact (`answerer` is then the booking) it also covers
    people without an invitation of their own. Nobody else loses a place.
    """
    people = [person for person in booking.people.all() if person.role == Person.Role.COMES]
    invitees = [person if has_own_invite(person, booking) else booking for person in people]
    return bool(invitees) and all(invitee == answerer for invitee in invitees)


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
    unmatched: list[Person | None] = []
    if not is_new:
        unmatched += booking.people.prefetch_related("needs__option")
    needs_changed = False
    removed_needs: list[AccessNeed] = []
    for index, attendee in enumerate(people):
        person = _match_person(attendee, index, unmatched, same_people) or Person(booking=booking)
        person.name, person.role = attendee.name.strip(), attendee.role
        person.email, person.phone = attendee.email.strip(), attendee.phone.strip()
        person.needs_place = needs_place(session, attendee.role)
        old_needs = [] if person.pk is None else list(person.needs.all())
        person.full_clean(exclude=["booking"], validate_unique=False)
        person.save()
        if attendee.asks is not None:
            has_new, not_asked = _write_needs(person, old_needs, attendee.asks, now)
            needs_changed |= has_new
            removed_needs += not_asked
    removed = [person for person in unmatched if person is not None]
    removed_needs += [need for person in removed for need in person.needs.all()]
    if removed_needs:
        end_arrangements_of_needs(session, removed_needs, now)
        AccessNeed.objects.filter(pk__in=[need.pk for need in removed_needs]).delete()
    if removed:
        notify_removed_people(booking=booking, people=removed, now=now)
        booking.people.filter(pk__in=[person.pk for person in removed]).delete()
    return needs_changed or bool(removed_needs)


def _match_person(
    attendee: Attendee, index: int, unmatched: list[Person | None], same_people: bool
) -> Person | None:
    """Return the attendee's row and replace it in `unmatched` by None."""
    name = attendee.name.strip().casefold()
    indexes = [i for i, person in enumerate(unmatched) if person and person.name.casefold() == name]
    if not indexes and same_people and index < len(unmatched):
        indexes = [index]
    if not indexes:
        return None
    person, unmatched[indexes[0]] = unmatched[indexes[0]], None
    return person


def _write_needs(
    person: Person, needs: list[AccessNeed], asks: tuple[AccessRequest, ...], now: datetime
) -> tuple[bool, list[AccessNeed]]:
    """Add the new access needs of a person. Existing needs keep their state and answer.

    The same option with other words, such as another language, is another need.

    Return whether there are new ones, and those that are not asked for any more.
    """
    wanted = {_key(ask.option, ask.words): ask for ask in asks if ask.option or ask.words.strip()}
    existing = {_key(need.option, need.words): need for need in needs}
    new = [
        AccessNeed(
            person=person,
            option=ask.option,
            option_label=ask.option.label if ask.option else "",
            option_hint=ask.option.hint if ask.option else "",
            option_notice_days=ask.option.notice_days if ask.option else 0,
            words=ask.words.strip(),
            asked_at=now,
            changed_at=now,
        )
        for key, ask in wanted.items()
        if key not in existing
    ]
    if new:
        AccessNeed.objects.bulk_create(new)
    return bool(new), [need for key, need in existing.items() if key not in wanted]


def _key(option: AccessOption | None, words: str) -> tuple[int | None, str]:
    return option.pk if option else None, words.strip()
