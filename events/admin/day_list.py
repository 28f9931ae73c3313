"""The people of one session as whoever runs it meets them: first names, and what helps."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects

from events.bookings.access_needs import is_at_rest
from events.bookings.check_in import people_expected
from events.bookings.newcomers import newcomers
from events.models import AccessNeed, Person, Session
from events.models.attendance import AttendanceMode

# Not a name by itself: the next word belongs to it.
_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr"),
        *("prof", "professor", "rev", "sir", "dame", "lady", "lord"),
    )
)


@dataclass(frozen=True)
class Guest:
    """A person with a place. `helps` is empty unless they agreed to share it."""

    person: Person
    name: str
    beside: tuple[str, ...]  # names of the others on the same booking
    is_new: str  # in words
    helps: tuple[AccessNeed, ...] = ()

    @property
    def supports(self) -> bool:
        return self.person.role == Person.Role.SUPPORTS

    @property
    def mode(self) -> str:
        return str(self.person.booking.get_attendance_mode_display())

    @property
    def is_by_phone(self) -> bool:
        return self.person.booking.attendance_mode == AttendanceMode.PHONE


def people_of_day(session: Session) -> list[Person]:
    """Return the people with a place by what to call them, their `short_name`. One query."""
    unread = ("booking__anything_else", "booking__contact_when")
    people = list(people_expected(session.pk).select_related("booking").defer(*unread))
    names = short_names(people)
    for person in people:
        person.short_name = names[person.pk]
    return sorted(people, key=lambda person: (person.short_name.casefold(), person.pk))


def guests_of(
    session: Session,
    people: Iterable[Person],
    shown: Sequence[Person],
    *,
    with_needs: bool,
    now: datetime,
) -> list[Guest]:
    """Return all that a facilitator knows of the people in `shown`, out of `people_of_day`."""
    together: dict[int, list[Person]] = defaultdict(list)
    for person in people:
        together[person.booking_id].append(person)
    bookings = list({person.booking_id: person.booking for person in shown}.values())
    prefetch_related_objects(bookings, "people")
    new = newcomers(session, bookings, now)
    if with_needs:
        prefetch_related_objects(shown, "needs__option")
    return [
        Guest(
            person=person,
            name=person.short_name,
            beside=tuple(
                other.short_name for other in together[person.booking_id] if other != person
            ),
            is_new=new.get(person.booking_id, "") if person.role == Person.Role.COMES else "",
            helps=_shared_needs(person) if with_needs else (),
        )
        for person in shown
    ]


def short_names(people: Iterable[Person]) -> dict[int, str]:
    """Return first names by key, with an initial where two are the same, or else the whole name."""
    people = list(people)
    names = {person.pk: _first(person.name) for person in people}
    for longer in (_with_initial, _whole):
        times = Counter(name.casefold() for name in names.values())
        for person in people:
            if times[names[person.pk].casefold()] > 1:
                names[person.pk] = longer(person.name)
    return names


def _shared_needs(person: Person) -> tuple[AccessNeed, ...]:
    if not person.booking.share_needs:
        return ()
    return tuple(need for need in person.needs.all() if not is_at_rest(need))


def _first(name: str) -> str:
    words = name.split()
    length = 2 if words and words[0].casefold().rstrip(".") in _TITLES else 1
    return " ".join(words[:length])


def _with_initial(name: str) -> str:
    first, last = _first(name), name.split()[-1:]
    return f"{first} {last[0][0]}." if last and last[0] not in first.split() else first


def _whole(name: str) -> str:
    return " ".join(name.split())
