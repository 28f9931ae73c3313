"""App configuration: fills the core's slots."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "events.feedback"

    def ready(self) -> None:
        from events.feedback import slots  # noqa: F401
