"""The renderer, the bound field and the base classes of public forms."""

from collections.abc import Mapping
from types import MappingProxyType

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property

from hub.forms.error_messages import set_error_messages
from hub.forms.error_summary import first_input_id
from hub.forms.second_look import Doubt, SecondLookMixin, asked_name, asked_values, doubts_of


class SiteFormRenderer(TemplatesSetting):
    """A renderer with the templates in `templates/forms/`: page templates contain no markup."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


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

    @property
    def doubt(self) -> Doubt | None:
        """Return the question about what was written, if there is one."""
        return self.form.doubts.get(self.name)

    @property
    def asked(self) -> tuple[str, list[str]] | None:
        """Return the name and the values of the hidden inputs of a field with a second look."""
        if not isinstance(self.field, SecondLookMixin):
            return None
        return asked_name(self.html_name), asked_values(self)


class SiteFormMixin:
    """A form with the site's bound fields and error messages.

    `question` names the only field of a one-question page: its label becomes the h1.
    Fields in `without_optional_mark` are not marked "(optional)", for example because the label
    already says so.
    """

    use_required_attribute = False
    bound_field_class: type[forms.BoundField] | None = SiteBoundField
    question: str | None = None
    without_optional_mark: tuple[str, ...] = ()
    _doubts: Mapping[str, Doubt] = MappingProxyType({})

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            set_error_messages(field)

    def full_clean(self) -> None:
        super().full_clean()
        self._doubts = doubts_of(self) if self.is_bound else {}

    @property
    def doubts(self) -> Mapping[str, Doubt]:
        """Return what to ask about before the answers are used, by field."""
        self.errors  # noqa: B018  the form cleans itself on first use
        return self._doubts

    def is_valid(self) -> bool:
        """Return whether there are no errors, and nothing to ask about first."""
        return super().is_valid() and not self.doubts


class SiteForm(SiteFormMixin, forms.Form):
    """A public form."""
