"""App configuration: registers jobs, signal receivers and what optional features add."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from events import (
            jobs,  # noqa: F401
            signals,  # noqa: F401  # publishing refreshes the calendars
        )
        from events.optional_features import import_feature_modules
        from events.public import cache_deadline, page_contexts  # noqa: F401

        import_feature_modules()
