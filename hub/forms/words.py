"""Our own sentences for what can go wrong, so that no form says "This field is required"."""

from django import forms

ANSWER = "Write an answer for “%s”"
CHOOSE = "Choose an answer for “%s”"
TICK = "Tick the box: “%s”"

EMAIL = "Enter an email address in the right format, like name@example.org"
COMMON = {
    "max_length": "Use %(limit_value)d letters or fewer. You have used %(show_value)d",
    "min_length": "Use %(limit_value)d letters or more. You have used %(show_value)d",
    "null_characters_not_allowed": "Take out the sign that we cannot read",
    "invalid_choice": "Choose one of the answers in the list",
    "invalid_list": "Choose one or more of the answers in the list",
}


def default_sentence(field: forms.Field) -> str:
    """What to say when a needed answer is missing and the form has no sentence of its own."""
    label = str(field.label or "").strip().rstrip("?.:")
    if isinstance(field.widget, forms.CheckboxInput):
        return TICK % label
    if isinstance(field, forms.ChoiceField):
        return CHOOSE % label
    return ANSWER % label


def use_our_sentences(field: forms.Field) -> None:
    """Change Django's sentences to ours. A sentence that the form's author wrote stays."""
    plain = _django_sentences(field)
    ours = dict(COMMON, required=default_sentence(field))
    if isinstance(field, forms.EmailField):
        ours["invalid"] = EMAIL
    for code, message in ours.items():
        if field.error_messages.get(code) in (None, plain.get(code)):
            field.error_messages[code] = message


def _django_sentences(field: forms.Field) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        found.update(getattr(kind, "default_error_messages", {}))
    return found
