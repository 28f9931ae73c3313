"""Forms for subscribing and choosing interests."""

from typing import Any

from django import forms

from events.models import Subscriber
from hub.forms.base import SiteForm
from hub.forms.fields import MAX_EMAIL_LENGTH, ConsentField, EmailAddressField, MultipleChoiceField
from hub.forms.widgets import HoneypotInput
from hub.models import Area, Topic

NOTHING_CHOSEN = "Tick “Tell me about all sessions”, or a topic, or an area"


class InterestsForm(SiteForm):
    """A choice of topics and areas by slug, as in list URLs. Two queries."""

    everything = ConsentField(
        label="Tell me about all sessions",
        help_text="Then you do not need to tick anything else.",
        required=False,
    )
    topics = MultipleChoiceField(
        label="Sessions about these topics",
        help_text="Tick all that matter to you.",
        required=False,
    )
    areas = MultipleChoiceField(
        label="Sessions in these areas",
        help_text="Most of our sessions are for every area. Some are for one.",
        required=False,
    )

    without_optional_mark = ("topics", "areas")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.labels: dict[str, dict[str, Any]] = {
            "topics": {topic.slug: topic for topic in Topic.objects.all()},
            "areas": {area.slug: area for area in Area.objects.all()},
        }
        for name, labels in self.labels.items():
            field = self.fields[name]
            if labels and isinstance(field, forms.ChoiceField):
                field.choices = [(slug, label.name) for slug, label in labels.items()]
            else:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        choices = [answers.get(name) for name in ("everything", "topics", "areas")]
        if not any(choices) and not self.errors:
            self.add_error("everything", NOTHING_CHOSEN)
        return answers

    @property
    def choices(self) -> dict[str, Any]:
        """Return the interests as arguments of `subscribe`."""
        return {
            "everything": self.cleaned_data["everything"],
            **{
                name: [labels[slug] for slug in self.cleaned_data.get(name, [])]
                for name, labels in self.labels.items()
            },
        }

    @staticmethod
    def chosen_by(subscriber: Subscriber) -> dict[str, Any]:
        """Return the interests of a subscriber as initial form values."""
        return {
            "everything": subscriber.everything,
            "topics": [topic.slug for topic in subscriber.topics.all()],
            "areas": [area.slug for area in subscriber.areas.all()],
        }


class SubscribeForm(InterestsForm):
    email = EmailAddressField(
        label="Your email address",
        help_text="We send you a link. We write to you only if you say yes there.",
        max_length=MAX_EMAIL_LENGTH,
    )
    website = forms.CharField(required=False, widget=HoneypotInput)

    def clean_website(self) -> str:
        """Refuse a filled honeypot. It returns empty, in case a browser filled it in."""
        if self.cleaned_data["website"]:
            self.add_error(None, "Press the button once more. Your answers are still here")
        return ""
