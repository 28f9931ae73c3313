"""App configuration of the hub."""

from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "The hub"

    def ready(self) -> None:
        from hub import maintenance_jobs  # noqa: F401
