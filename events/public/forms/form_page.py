"""Several forms on one page."""

from collections.abc import Iterator

from django import forms
from django.forms.utils import ErrorList

from events.public.forms.context import StepForm
from hub.forms.second_look import Doubt


class FormPage:
    """The step forms of one page, which are sent together. For templates it is one form."""

    def __init__(self, step_forms: dict[str, StepForm], *, title: str = "") -> None:
        self.by_step = step_forms
        first = next(iter(step_forms.values()), None)
        self._title = title or (first.heading if first else "")
        if self.is_combined:
            for form in step_forms.values():
                form.question = None  # the page has a heading of its own

    @property
    def is_combined(self) -> bool:
        return len(self.by_step) > 1

    @property
    def only(self) -> StepForm:
        """Return the form of a page with one form."""
        (form,) = self.by_step.values()
        return form

    @property
    def page_title(self) -> str:
        return self._title if self.is_combined else self.only.page_title

    @property
    def heading(self) -> str:
        return self._title if self.is_combined else self.only.heading

    @property
    def errors(self) -> dict[str, ErrorList]:
        return {
            name: errors for form in self.by_step.values() for name, errors in form.errors.items()
        }

    @property
    def doubts(self) -> dict[str, Doubt]:
        """Return what to ask about before the answers are kept: see `hub.forms.second_look`."""
        return {
            name: doubt for form in self.by_step.values() for name, doubt in form.doubts.items()
        }

    def __iter__(self) -> Iterator[forms.BoundField]:
        for form in self.by_step.values():
            yield from form
