"""App configuration: fills the core's slots and registers its jobs."""

from django.apps import AppConfig


class RsvpConfig(AppConfig):
    name = "events.rsvp"

    def ready(self) -> None:
        from events.rsvp import jobs, slots  # noqa: F401
