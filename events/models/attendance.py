"""Attendance modes, venue, payment and capacity, as shared by series and sessions."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.text import capfirst, get_text_list

from hub.map_links import map_url, validate_position


class AttendanceMode(models.TextChoices):
    VIDEO = "video", "By video"
    PHONE = "phone", "By phone"
    IN_PERSON = "in-person", "In person"


MODE_FIELDS = {
    AttendanceMode.VIDEO: "by_video",
    AttendanceMode.PHONE: "by_phone",
    AttendanceMode.IN_PERSON: "in_person",
}


def attendance_errors(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the error messages of the fields of `AttendanceModesMixin`, by field."""
    errors = {}
    if not any(values.get(name) for name in MODE_FIELDS.values()):
        errors["by_video"] = "Choose at least one way to join."
    if values.get("in_person") and not (values.get("venue") or "").strip():
        errors["venue"] = "Say where the room is, with its full address."
    return errors


class AttendanceModesMixin(models.Model):
    """Attendance modes and venue: the default of a series, or a session's own."""

    by_video = models.BooleanField("by video", default=True)
    by_phone = models.BooleanField("by phone", default=False)
    in_person = models.BooleanField("in person", default=False)
    venue = models.TextField(
        "place and full address",
        max_length=400,
        blank=True,
        help_text="For sessions in a room. Name, street, town and postcode.",
    )
    venue_access = models.TextField(
        "getting in and around",
        max_length=1000,
        blank=True,
        help_text="Steps, toilets, sound, quiet room. Say what is there and what is not.",
    )
    venue_travel = models.TextField(
        "getting here",
        max_length=1000,
        blank=True,
        help_text="Bus, train, parking, taxi. One thing on each line.",
    )
    venue_drawbacks = models.TextField(
        "what is not good about the place",
        max_length=1000,
        blank=True,
        help_text="For example: The kitchen has a step. People can then plan. One thing on each line.",
    )
    venue_position = models.CharField(
        "where it is on the map",
        max_length=60,
        blank=True,
        validators=[validate_position],
        help_text=(
            "Two numbers, such as 52.6478, 0.6890. On openstreetmap.org, right-click the door and "
            "choose “Show address”. Without numbers, the link to the map looks for the postcode."
        ),
    )

    class Meta:
        abstract = True

    @property
    def attendance_modes(self) -> list[AttendanceMode]:
        """Return the open attendance modes in a fixed order."""
        return [mode for mode, name in MODE_FIELDS.items() if getattr(self, name)]

    @property
    def attendance_modes_text(self) -> str:
        """Return the open modes as text: "By video, by phone or in person"."""
        labels = [str(mode.label).lower() for mode in self.attendance_modes]
        return capfirst(get_text_list(labels, "or"))

    @property
    def venue_map_url(self) -> str:
        """Return the URL of a map of the venue, or an empty string without a venue."""
        return map_url(address=self.venue, position=self.venue_position) if self.in_person else ""


class PaymentMixin(models.Model):
    """Payment and expenses: the default of a series, or a session's own."""

    payment = models.TextField(
        "payment and expenses for people with lived experience",
        max_length=1000,
        blank=True,
        help_text="What you pay, for whom, and how they get it. For example: We pay your travel in cash on the day.",
    )

    class Meta:
        abstract = True


class CapacityMixin(models.Model):
    """Capacity: the default of a series, or a session's own."""

    places = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="How many people can come. Leave empty for no limit.",
    )
    places_in_person = models.PositiveSmallIntegerField(
        "places in the room",
        null=True,
        blank=True,
        help_text="Only if the room has its own limit. Then the number above counts video and phone.",
    )
    places_held = models.PositiveSmallIntegerField(
        "places held back",
        default=0,
        help_text="Places you keep for people who need them. Only organisers can give them out.",
    )
    supporters_take_places = models.BooleanField(
        "supporters count too",
        default=False,
        help_text="Tick this if a person who comes as a supporter needs a place of their own.",
    )

    class Meta:
        abstract = True
