"""The production settings, with one more URL: the bare view."""

from hub.settings.production import *  # noqa: F403

ROOT_URLCONF = "bench_app.urls"
LOGGING_CONFIG = None
