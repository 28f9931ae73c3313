"""Error messages in plain English, replacing Django's "This field is required"."""

from django import forms

ANSWER = "Write an answer for “%s”"
CHOOSE = "Choose an answer for “%s”"
TICK = "Tick the box: “%s”"

MESSAGES = {
    "max_length": "Use %(limit_value)d letters or fewer. You have used %(show_value)d",
    "min_length": "Use %(limit_value)d letters or more. You have used %(show_value)d",
    "max_value": "Enter a number that is %(limit_value)s or less",
    "min_value": "Enter a number that is %(limit_value)s or more",
    "null_characters_not_allowed": "Take out the sign that we cannot read",
    "invalid_choice": "Choose one of the answers in the list",
    "invalid_list": "Choose one or more of the answers in the list",
}
INVALID: dict[type[forms.Field], str] = {
    forms.EmailField: "Enter an email address in the right format, like name@example.org",
    forms.URLField: "Enter the address of a page, like https://example.org",
    forms.IntegerField: "Enter a number, like 3",
}


def set_error_messages(field: forms.Field) -> None:
    """Replace Django's default messages. Messages set by the form stay."""
    defaults: dict[str, str] = {}  # as Field.__init__ collects them
    for field_class in reversed(type(field).__mro__):
        defaults |= getattr(field_class, "default_error_messages", {})
    own = [("invalid", text) for kind, text in INVALID.items() if isinstance(field, kind)]
    for code, message in [*MESSAGES.items(), *own, ("required", default_message(field))]:
        if field.error_messages.get(code) in (None, defaults.get(code)):
            field.error_messages[code] = message


def default_message(field: forms.Field) -> str:
    """Return the default message for a missing required value."""
    label = str(field.label or "").strip().rstrip("?.:")
    if isinstance(field.widget, forms.CheckboxInput):
        return TICK % label
    if isinstance(field, forms.ChoiceField):
        return CHOOSE % label
    return ANSWER % label
