"""How to join this time, when the way of last time is not offered."""

from events.bookings import Places
from events.models import Session
from hub.forms.base import HouseForm
from hub.forms.fields import OneChoiceField
from hub.forms.widgets import Answer

WILL_WAIT = "This is full now. You can join the waiting list."


class WayAgainForm(HouseForm):
    way = OneChoiceField(
        label="How would you like to join this time?", missing="Choose how to join"
    )

    def __init__(
        self, *args: object, session: Session, places: Places, needed: int, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        way_field = self.fields["way"]
        if isinstance(way_field, OneChoiceField):
            way_field.choices = [
                (way.value, Answer(way.label, "" if places.fits(way, needed) else WILL_WAIT))
                for way in session.ways
            ]
