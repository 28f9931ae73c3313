"""What every public form starts from."""

from django import forms

from hub.forms.bound_field import HouseBoundField
from hub.forms.error_messages import use_our_sentences

from .renderer import HouseFormRenderer


class HouseFormMixin:
    """Draws the form our way and speaks in our own sentences.

    A page that asks one thing names that field in `question`: its label becomes the page's h1.
    Fields in `without_optional_mark` are not marked "(optional)", for example when the words of
    the label already say it.
    """

    use_required_attribute = False
    default_renderer = HouseFormRenderer
    bound_field_class = HouseBoundField
    question: str | None = None
    without_optional_mark: tuple[str, ...] = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            use_our_sentences(field)


class HouseForm(HouseFormMixin, forms.Form):
    """A form for visitors."""
