"""Slots: places of a core that optional features fill.

The core owns a slot and calls it; a feature registers functions with it in `AppConfig.ready`. A slot
that nobody fills is empty, so the core works without any feature.
"""

from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Slot(Generic[P, R]):
    """A place to fill. Calling it returns what each registered function gives."""

    def __init__(self) -> None:
        self._functions: list[Callable[P, R]] = []

    def register(self, function: Callable[P, R]) -> Callable[P, R]:
        """Register a function: `@slots.search_results.register`."""
        self._functions.append(function)
        return function

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        return [function(*args, **kwargs) for function in self._functions]


class ContextSlot(Slot[P, dict[str, Any]]):
    """A place in a template, whose fillers give variables. The template leaves out what is unset."""

    def context(self, *args: P.args, **kwargs: P.kwargs) -> dict[str, Any]:
        return {name: value for part in self(*args, **kwargs) for name, value in part.items()}
