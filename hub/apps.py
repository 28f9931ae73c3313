"""App configuration of the hub: registers checks, jobs and signal receivers."""

from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "The hub"

    def ready(self) -> None:
        from hub import checks, health, renditions, scheduled_publishing, task_queue  # noqa: F401
