"""App configuration: registers extensions, emails and jobs."""

from django.apps import AppConfig


class RegularsConfig(AppConfig):
    name = "events.regulars"

    def ready(self) -> None:
        from events.regulars import emails, extensions, jobs  # noqa: F401
