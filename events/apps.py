"""App configuration: registers jobs, signal receivers and what optional features bring."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from events import (
            health,  # noqa: F401
            jobs,  # noqa: F401
            signals,  # noqa: F401  # publishing refreshes the calendars
        )
        from events.optional_features import register_features
        from events.public import cache_deadline, lists, session_context  # noqa: F401

        register_features()
