"""The optional features that are installed: see OPTIONAL_FEATURES in the settings."""

from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, URLResolver, include, path, reverse
from django.utils.module_loading import module_has_submodule


def feature_urls() -> list[URLResolver]:
    """Return the public patterns of each feature that has a `urls.py`."""
    configs = [apps.get_app_config(name.rpartition(".")[2]) for name in settings.OPTIONAL_FEATURES]
    return [
        path("", include(f"{config.name}.urls"))
        for config in configs
        if module_has_submodule(config.module, "urls")
    ]


def feature_url(name: str) -> str:
    """Return the path of a feature's view, or an empty string when the feature is taken out.

    In templates `{% url "name" as address %}` does the same.
    """
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
