"""Calendar replies stop counting when what they answered is no longer so."""

from django.db.models import QuerySet

from events.models import Booking, Person


def void_calendar_answers(bookings: QuerySet[Booking]) -> None:
    """Empty the answers of these bookings and their people.

    `answered_at` stays: a reply from before, read again or late, is then still known as old.
    """
    people = Person.objects.filter(booking__in=bookings.order_by().values("pk"))
    people.exclude(calendar_answer="").update(calendar_answer="")
    bookings.exclude(calendar_answer="").update(calendar_answer="")
