"""The honeypot of public forms."""

from django import forms


class HoneypotInput(forms.TextInput):
    """A box that no person sees or reaches by Tab. Machines fill it in. It never keeps its answer."""

    is_hidden = True

    def __init__(self) -> None:
        super().__init__(attrs={"hidden": True, "tabindex": "-1", "autocomplete": "off"})

    def format_value(self, value: object) -> None:
        return None
