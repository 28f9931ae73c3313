"""The errors of a form as links to its inputs."""

from collections.abc import Iterator
from typing import NamedTuple

from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.forms import NON_FIELD_ERRORS


class FieldError(NamedTuple):
    message: str
    target: str  # id of the input; empty for form-wide errors


def field_errors(form: BaseForm | BaseFormSet) -> Iterator[FieldError]:
    """Yield the errors of a form or formset in field order."""
    if isinstance(form, BaseFormSet):
        for message in form.non_form_errors():
            yield FieldError(message, "")
        for each in form.forms:
            yield from field_errors(each)
        return
    for message in form.errors.get(NON_FIELD_ERRORS, []):
        yield FieldError(message, "")
    for field in form:
        for message in field.errors:
            yield FieldError(message, first_input_id(field))


def field_doubts(form: BaseForm) -> Iterator[FieldError]:
    """Yield what is asked about an answer: see `hub.forms.second_look`."""
    for field in form:
        if doubt := getattr(field, "doubt", None):
            yield FieldError(doubt.words, first_input_id(field))


def first_input_id(field: BoundField) -> str:
    """Return the id of the first focusable input: the first option of radios and checkboxes."""
    if field.use_fieldset and field.auto_id and len(field.subwidgets):
        return field.subwidgets[0].id_for_label or field.auto_id
    return field.id_for_label or field.auto_id
