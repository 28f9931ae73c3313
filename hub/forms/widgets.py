"""Widgets that Django lacks."""

from typing import Any

from django import forms


class Answer(str):
    """A choice label with a hint: `Answer("An interpreter", "Tell us by 3 May")`."""

    hint: str

    def __new__(cls, words: str, hint: str = "") -> "Answer":
        answer = super().__new__(cls, words)
        answer.hint = hint
        return answer


class CheckboxList(forms.CheckboxSelectMultiple):
    """Checkboxes in one column.

    The option with the value `exclusive` comes last, after "or". Ticking it clears the others in
    the browser; without JavaScript the form's `clean` must accept both.
    """

    def __init__(self, *args: object, exclusive: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.exclusive = exclusive

    def create_option(
        self, name: str, value: object, *args: object, **kwargs: object
    ) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if self.exclusive and str(value) == self.exclusive:
            option["exclusive"] = True
            option["attrs"]["data-exclusive"] = True
        return option


class HoneypotInput(forms.TextInput):
    """A hidden input outside the Tab order, for bots to fill in. Its value is never rendered."""

    is_hidden = True

    def __init__(self) -> None:
        super().__init__(attrs={"hidden": True, "tabindex": "-1", "autocomplete": "off"})

    def format_value(self, value: object) -> None:
        return None
