"""The form for the attendance mode if the previous one is closed."""

from events.bookings import Capacity
from events.models import Session
from events.public.forms.context import FULL_HINT
from hub.forms.base import SiteForm
from hub.forms.fields import ChoiceField
from hub.forms.widgets import Answer


class RebookModeForm(SiteForm):
    way = ChoiceField(label="How would you like to join this time?", missing="Choose how to join")

    def __init__(
        self, *args: object, session: Session, places: Capacity, needed: int, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        way_field = self.fields["way"]
        if isinstance(way_field, ChoiceField):
            way_field.choices = [
                (mode.value, Answer(mode.label, "" if places.fits(mode, needed) else FULL_HINT))
                for mode in session.attendance_modes
            ]
