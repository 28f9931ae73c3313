"""App configuration: registers jobs and signal receivers."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from events import (
            jobs,  # noqa: F401
            signals,  # noqa: F401  # publishing refreshes the calendars
        )
        from events.public import cache_deadline, lists, session_context  # noqa: F401
