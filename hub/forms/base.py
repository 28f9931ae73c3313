"""What every public form starts from."""

from django import forms

from hub.forms.bound_field import SiteBoundField
from hub.forms.error_messages import set_error_messages
from hub.forms.renderer import SiteFormRenderer


class SiteFormMixin:
    """Draws the form our way and speaks in our own sentences.

    A page that asks one thing names that field in `question`: its label becomes the page's h1.
    Fields in `without_optional_mark` are not marked "(optional)", for example when the words of
    the label already say it.
    """

    use_required_attribute = False
    default_renderer = SiteFormRenderer
    bound_field_class = SiteBoundField
    question: str | None = None
    without_optional_mark: tuple[str, ...] = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            set_error_messages(field)


class SiteForm(SiteFormMixin, forms.Form):
    """A form for visitors."""
