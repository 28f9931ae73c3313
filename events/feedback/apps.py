"""App configuration: registers extensions."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "events.feedback"

    def ready(self) -> None:
        from events.feedback import extensions  # noqa: F401
