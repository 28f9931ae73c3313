"""The app configuration of stories."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        from stories import jobs, page_contexts  # noqa: F401
