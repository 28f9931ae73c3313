"""The places of a session in words: how many are taken, left and held back."""

from events.admin.attendees import AttendeeList
from events.bookings.capacity import IN_ROOM, Capacity


def places_words(capacity: Capacity) -> str:
    """Return "13 of 17 places taken, 1 left, and 3 that we hold back.", for each limit apart."""
    pools = {capacity.pool(mode) for mode in capacity.session.attendance_modes}
    sentences = []
    for pool in sorted(pools):
        where = "" if len(pools) == 1 else "In the room: " if pool == IN_ROOM else "From home: "
        sentences.append(f"{where}{_pool_words(capacity, pool[0])}.")
    if capacity.all_left is not None and (later := _held_later(capacity)):
        sentences.append(f"We hold back {later} more when they become free.")
    return " ".join(sentences)


def supporters_words(attendees: AttendeeList) -> str:
    """Return how many of those who come take no place, so that the numbers add up."""
    people = [person for booking in attendees.coming for person in booking.people.all()]
    without = sum(not person.needs_place for person in people)
    if not without:
        return ""
    support = "supports someone and takes" if without == 1 else "support someone and take"
    return f"{without} of these {len(people)} {support} no place."


def _pool_words(capacity: Capacity, mode: str) -> str:
    left = capacity.left(mode)
    taken = sum(capacity.taken.get(each, 0) for each in capacity.pool(mode))
    if left is None:
        return f"{taken} {'place' if taken == 1 else 'places'} taken, and no limit"
    held = capacity.held(mode)
    limit = capacity.limit(mode)
    return f"{taken} of {limit} places taken, {left} left" + (
        f", and {held} that we hold back" if held else ""
    )


def _held_later(capacity: Capacity) -> int:
    return capacity.session.places_held - capacity.all_held
