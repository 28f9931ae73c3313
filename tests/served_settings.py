"""The production settings for a server on the test's own database: nobody collects static files first."""

from hub.settings.production import *  # noqa: F403
from hub.settings.production import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
