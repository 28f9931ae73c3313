"""App configuration: registers extensions and jobs."""

from django.apps import AppConfig


class RsvpConfig(AppConfig):
    name = "events.rsvp"

    def ready(self) -> None:
        from events.rsvp import extensions, jobs  # noqa: F401
