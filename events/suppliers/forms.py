"""The form in which a supplier answers."""

from events.suppliers.requests import MAX_WORDS
from hub.forms.base import SiteForm
from hub.forms.fields import LongAnswerField


class AnswerForm(SiteForm):
    """A supplier's own words, beside the two buttons."""

    words = LongAnswerField(
        label="Is there more that we must know?",
        help_text="Such as the price, who comes, or how to join. Only our organisers read it.",
        rows=3,
        max_length=MAX_WORDS,
        required=False,
    )
