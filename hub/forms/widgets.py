"""Inputs that Django does not have."""

from typing import Any

from django import forms


class Answer(str):
    """The words of a choice with a hint under them: `Answer("An interpreter", "Tell us by 3 May")`."""

    hint: str

    def __new__(cls, words: str, hint: str = "") -> "Answer":
        answer = super().__new__(cls, words)
        answer.hint = hint
        return answer


class CheckboxList(forms.CheckboxSelectMultiple):
    """Tick boxes, one below the other.

    The box whose value is `exclusive` stands last after the word "or". Ticking it clears the
    others in the browser; the form's `clean` must accept both without JavaScript.
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
