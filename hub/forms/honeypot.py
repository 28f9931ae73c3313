"""The honeypot of public forms."""

from django import forms


class HoneypotInput(forms.TextInput):
    """A hidden input outside the Tab order, for bots to fill in. Its value is never rendered."""

    is_hidden = True

    def __init__(self) -> None:
        super().__init__(attrs={"hidden": True, "tabindex": "-1", "autocomplete": "off"})

    def format_value(self, value: object) -> None:
        return None
