"""App configuration: registers extensions, emails and jobs."""

from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    name = "events.subscriptions"

    def ready(self) -> None:
        from events.subscriptions import emails, extensions, jobs  # noqa: F401
