"""App configuration: registers extensions and emails."""

from django.apps import AppConfig


class BroadcastsConfig(AppConfig):
    name = "events.broadcasts"

    def ready(self) -> None:
        from events.broadcasts import emails, extensions  # noqa: F401
