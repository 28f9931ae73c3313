"""App configuration: fills the core's slots and writes its mails."""

from django.apps import AppConfig


class BroadcastsConfig(AppConfig):
    name = "events.broadcasts"

    def ready(self) -> None:
        from events.broadcasts import emails, slots  # noqa: F401
