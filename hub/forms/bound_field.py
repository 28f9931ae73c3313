"""The bound field that form templates render."""

from django import forms
from django.utils.functional import cached_property

from hub.forms.error_summary import first_input_id


class SiteBoundField(forms.BoundField):
    @property
    def is_question(self) -> bool:
        """Return whether this is the only question of the page: its label is the h1."""
        return getattr(self.form, "question", None) == self.name

    @property
    def is_single_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def says_optional(self) -> bool:
        """Return whether to mark it "(optional)": others are required (ACCESSIBILITY 4.4)."""
        exempt = getattr(self.form, "without_optional_mark", ())
        return not (self.field.required or self.is_single_checkbox or self.name in exempt)

    @cached_property
    def first_input_id(self) -> str:
        return first_input_id(self)
