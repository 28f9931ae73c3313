"""The optional features that are installed: see OPTIONAL_FEATURES in the settings."""

from collections.abc import Iterator
from importlib import import_module

from django.apps import AppConfig, apps
from django.conf import settings
from django.urls import NoReverseMatch, URLResolver, include, path, reverse
from django.utils.module_loading import module_has_submodule


def _features_with(module: str) -> Iterator[AppConfig]:
    for name in settings.OPTIONAL_FEATURES:
        config = apps.get_app_config(name.rpartition(".")[2])
        if module_has_submodule(config.module, module):
            yield config


def import_feature_modules() -> None:
    """Import the modules of each feature that register something with the core."""
    for module in ("emails", "extensions", "jobs"):
        for config in _features_with(module):
            import_module(f"{config.name}.{module}")


def feature_urls() -> list[URLResolver]:
    """Return the public patterns of each feature that has a `urls.py`."""
    return [path("", include(f"{config.name}.urls")) for config in _features_with("urls")]


def feature_url(name: str) -> str:
    """Return the path of a feature's view, or an empty string when the feature is taken out.

    In templates `{% url "name" as address %}` does the same.
    """
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
