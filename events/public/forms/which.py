"""The question "which?" below the tick of an option. Its answer is in the words of that need."""

from collections.abc import Iterable
from typing import Any

from django import forms

from events.models import AccessOption
from hub.forms.base import SiteForm
from hub.forms.clean import one_line

WHICH = "which_"
MAX_LENGTH = 200


class AsksWhich(SiteForm):
    """A form with such fields. Templates draw them below the ticks, not after them."""

    def add_which_fields(self, options: Iterable[AccessOption], prefix: str = "") -> None:
        for option in options:
            if option.which_question:
                self.fields[f"{prefix}{WHICH}{option.pk}"] = forms.CharField(
                    label=option.which_question,
                    required=False,
                    max_length=MAX_LENGTH,
                    widget=forms.TextInput(attrs={"autocomplete": "off"}),
                    error_messages={"max_length": f"Keep this under {MAX_LENGTH} letters"},
                )

    def which_field(self, option: object, prefix: str = "") -> forms.BoundField | None:
        """Return the field below the tick of the option with this key."""
        name = f"{prefix}{WHICH}{option}"
        return self[name] if name in self.fields else None

    def which_words(self, prefix: str = "") -> dict[int, str]:
        """Return what was written, by the key of the option."""
        start = f"{prefix}{WHICH}"
        return {
            int(name.removeprefix(start)): words
            for name, value in self.cleaned_data.items()
            if name.startswith(start) and (words := one_line(value))
        }

    def get_context(self) -> dict[str, Any]:
        context = super().get_context()
        context["fields"] = [
            (field, errors) for field, errors in context["fields"] if WHICH not in field.name
        ]
        return context
