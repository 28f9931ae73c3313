"""What a field knows about itself when it is drawn."""

from django import forms
from django.utils.functional import cached_property

from hub.forms.error_summary import first_input_id


class SiteBoundField(forms.BoundField):
    @property
    def is_question(self) -> bool:
        """True when this field is the question that the whole page asks: its label is the h1."""
        return getattr(self.form, "question", None) == self.name

    @property
    def is_lone_tick_box(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def says_optional(self) -> bool:
        """All questions are needed unless marked (ACCESSIBILITY 4.4)."""
        silent = getattr(self.form, "without_optional_mark", ())
        return not (self.field.required or self.is_lone_tick_box or self.name in silent)

    @cached_property
    def first_input_id(self) -> str:
        return first_input_id(self)
