"""The optional features that are installed: see OPTIONAL_FEATURES in the settings."""

from collections.abc import Iterator
from importlib import import_module

from django.conf import settings
from django.urls import NoReverseMatch, URLResolver, include, path, reverse
from django.utils.module_loading import module_has_submodule


def register_features() -> None:
    """Import what registers mails, extensions and jobs."""
    for name in ("emails", "extensions", "jobs"):
        for module in _modules(name):
            import_module(module)


def feature_urls() -> list[URLResolver]:
    """Return the public patterns of each feature that has a `urls.py`."""
    return [path("", include(module)) for module in _modules("urls")]


def feature_url(name: str) -> str:
    """Return the path of a feature's view, or an empty string when the feature is taken out.

    In templates `{% url "name" as address %}` does the same.
    """
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _modules(name: str) -> Iterator[str]:
    """Yield the features' modules of this name."""
    for feature in settings.OPTIONAL_FEATURES:
        if module_has_submodule(import_module(feature), name):
            yield f"{feature}.{name}"
