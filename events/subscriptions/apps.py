"""App configuration: fills the core's slots, writes its mails and registers its job."""

from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    name = "events.subscriptions"

    def ready(self) -> None:
        from events.subscriptions import emails, jobs, slots  # noqa: F401
