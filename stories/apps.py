"""The app configuration of stories: registers jobs and page contexts."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        from stories import contributions, page_contexts  # noqa: F401
