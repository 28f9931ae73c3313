"""Extension points: places of a core that optional features extend.

The core owns an extension point and calls it; a feature registers functions in `AppConfig.ready`.
Without any, the result is empty, so the core works without the feature.
"""

from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class ExtensionPoint(Generic[P, R]):
    """Calling it returns the results of all registered functions, in order."""

    def __init__(self) -> None:
        self._functions: list[Callable[P, R]] = []

    def register(self, function: Callable[P, R]) -> Callable[P, R]:
        """Register a function: `@extension_points.search_results.register`."""
        self._functions.append(function)
        return function

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        return [function(*args, **kwargs) for function in self._functions]


class ContextExtensionPoint(ExtensionPoint[P, dict[str, Any]]):
    """Variables for a template, which leaves out what is unset."""

    def context(self, *args: P.args, **kwargs: P.kwargs) -> dict[str, Any]:
        return {name: value for part in self(*args, **kwargs) for name, value in part.items()}
