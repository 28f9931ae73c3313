"""App configuration: fills the core's slots, writes its mails and registers its job."""

from django.apps import AppConfig


class RegularsConfig(AppConfig):
    name = "events.regulars"

    def ready(self) -> None:
        from events.regulars import emails, jobs, slots  # noqa: F401
