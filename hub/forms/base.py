"""Base classes of public forms."""

from django import forms

from hub.forms.bound_field import SiteBoundField
from hub.forms.error_messages import set_error_messages
from hub.forms.renderer import SiteFormRenderer


class SiteFormMixin:
    """A form with the site's renderer and error messages.

    `question` names the only field of a one-question page: its label becomes the h1.
    Fields in `without_optional_mark` are not marked "(optional)", for example because the label
    already says so.
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
    """A public form."""
