"""The app configuration of the import of summaries."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "stories.importing"
