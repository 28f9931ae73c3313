"""What is wrong with a form, as a list of links."""

from collections.abc import Iterator
from typing import NamedTuple

from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.forms import NON_FIELD_ERRORS


class FieldError(NamedTuple):
    message: str
    target: str  # the id of the input to go to; empty when the message is about the whole form


def field_errors(form: BaseForm | BaseFormSet) -> Iterator[FieldError]:
    """Each message of a form (or of a set of forms) in the order of its fields."""
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


def first_input_id(field: BoundField) -> str:
    """The id of the first thing a person can use: for radios and tick boxes the first of them."""
    if field.use_fieldset and field.auto_id and len(field.subwidgets):
        return field.subwidgets[0].id_for_label or field.auto_id
    return field.id_for_label or field.auto_id
